package dev.modelservice.runtime.http;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;

/**
 * Numbers of JSON to numbers of the machine: the nearest, as the parser itself gives, in a third of the time for those that
 * clients send. What is long or has an exponent is left to the parser.
 */
final class Decimals {

    /** A long holds one digit more than a number below this. */
    private static final long ROOM_FOR_A_DIGIT = 100_000_000_000_000_000L;

    private static final int LONG_DIGITS = 18;
    private static final long EXACT_IN_A_DOUBLE = 1L << 53;
    /** Powers of ten that a double holds exactly. */
    private static final double[] POWERS = {
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
        1e20, 1e21, 1e22
    };
    /** The bits that a double has and a float has not, and the middle between two floats in them. */
    private static final long BEYOND_FLOAT = (1L << 29) - 1;

    private static final long MIDDLE = 1L << 28;
    /** By how many of its last places, at the most, a quotient of two rounded numbers is wrong. */
    private static final long UNSURE = 8;

    private boolean negative;
    private long digits;
    private int decimals;

    /** The integer at which the parser stands. */
    long integer(JsonParser json) throws IOException {
        return read(json) && decimals == 0 ? signed(digits) : json.getLongValue();
    }

    /** Whether the integer at which the parser stands is more than a long can hold. */
    boolean isHuge(JsonParser json) throws IOException {
        return json.getTextLength() > LONG_DIGITS && json.getNumberType() == JsonParser.NumberType.BIG_INTEGER;
    }

    /** The float that is nearest to the number at which the parser stands. */
    float nearestFloat(JsonParser json) throws IOException {
        if (!read(json)) {
            return json.getFloatValue();
        }
        double near = digits / POWERS[decimals];
        long beyond = Double.doubleToRawLongBits(near) & BEYOND_FLOAT;
        // Near the middle between two floats, the last places decide; below the normal floats there are fewer bits.
        if (Math.abs(beyond - MIDDLE) <= UNSURE || (near < Float.MIN_NORMAL && digits != 0)) {
            return json.getFloatValue();
        }
        return (float) (negative ? -near : near);
    }

    /** The double that is nearest to the number at which the parser stands. */
    double nearestDouble(JsonParser json) throws IOException {
        if (!read(json) || digits > EXACT_IN_A_DOUBLE) {
            return json.getDoubleValue();
        }
        // Of two exact numbers, the quotient is the nearest.
        double value = digits / POWERS[decimals];
        return negative ? -value : value;
    }

    private long signed(long value) {
        return negative ? -value : value;
    }

    /** Reads sign, digits and decimals, if there are so few that a long holds them. */
    private boolean read(JsonParser json) throws IOException {
        char[] text = json.getTextCharacters();
        int at = json.getTextOffset();
        int end = at + json.getTextLength();
        negative = text[at] == '-';
        long value = 0;
        int point = end;
        for (int i = negative ? at + 1 : at; i < end; i++) {
            int digit = text[i] - '0';
            if (digit >= 0 && digit <= 9) {
                if (value >= ROOM_FOR_A_DIGIT) {
                    return false;
                }
                value = value * 10 + digit;
            } else if (text[i] == '.') {
                point = i;
            } else {
                return false;
            }
        }
        digits = value;
        decimals = Math.max(end - point - 1, 0);
        return decimals < POWERS.length;
    }
}
