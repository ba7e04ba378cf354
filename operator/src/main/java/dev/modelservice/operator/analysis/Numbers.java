package dev.modelservice.operator.analysis;

import java.math.BigDecimal;
import java.math.MathContext;

/** Decimal numbers as people read them. */
final class Numbers {

    private static final MathContext DIGITS = new MathContext(4);

    private Numbers() {}

    static double of(String decimal) {
        return Double.parseDouble(decimal);
    }

    /** The very number that a step of the gateway ends at, where the bound is one. */
    static double seconds(String millis) {
        return new BigDecimal(millis).movePointLeft(3).doubleValue();
    }

    /** Four digits, without an exponent. */
    static String show(double number) {
        if (number == 0 || !Double.isFinite(number)) {
            return number == 0 ? "0" : Double.toString(number);
        }
        var rounded =
                Math.abs(number) < 1000 ? new BigDecimal(number).round(DIGITS) : BigDecimal.valueOf(Math.round(number));
        return rounded.stripTrailingZeros().toPlainString();
    }
}
