package dev.modelservice.runtime.http;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.modelservice.runtime.codec.Utf8;
import dev.modelservice.runtime.request.DataType;
import dev.modelservice.runtime.request.Elements;
import dev.modelservice.runtime.request.RejectedException;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Takes a tensor's elements one by one out of JSON. A value that its datatype cannot hold is refused, never wrapped. */
final class ElementSink {

    private static final BigInteger LONG_MIN = BigInteger.valueOf(Long.MIN_VALUE);
    private static final BigInteger LONG_MAX = BigInteger.valueOf(Long.MAX_VALUE);
    private static final BigInteger UNSIGNED_LONG_MAX = BigInteger.TWO.pow(64).subtract(BigInteger.ONE);

    private final String input;
    private final DataType datatype;
    private final ByteBuffer numbers;
    private final List<String> texts = new ArrayList<>();
    private int taken;

    ElementSink(String input, DataType datatype, int count) {
        this.input = input;
        this.datatype = datatype;
        this.numbers = Elements.Numbers.allocate(datatype, count);
    }

    int taken() {
        return taken;
    }

    void take(JsonParser json) throws IOException {
        switch (datatype) {
            case BOOL -> numbers.put(bool(json));
            case INT8 -> numbers.put((byte) integer(json, Byte.MIN_VALUE, Byte.MAX_VALUE));
            case INT16 -> numbers.putShort((short) integer(json, Short.MIN_VALUE, Short.MAX_VALUE));
            case INT32 -> numbers.putInt((int) integer(json, Integer.MIN_VALUE, Integer.MAX_VALUE));
            case INT64 -> numbers.putLong(integer(json, Long.MIN_VALUE, Long.MAX_VALUE));
            case UINT8 -> numbers.put((byte) integer(json, 0, 0xFFL));
            case UINT16 -> numbers.putShort((short) integer(json, 0, 0xFFFFL));
            case UINT32 -> numbers.putInt((int) integer(json, 0, 0xFFFF_FFFFL));
            case UINT64 -> numbers.putLong(unsignedLong(json));
            case FP16 -> numbers.putShort(half(json));
            case FP32 -> numbers.putFloat(single(json));
            case FP64 -> numbers.putDouble(wide(json));
            case BYTES -> texts.add(text(json));
        }
        taken++;
    }

    Elements elements() {
        return datatype == DataType.BYTES ? new Elements.Texts(texts) : new Elements.Numbers(numbers.flip());
    }

    private byte bool(JsonParser json) throws IOException {
        return switch (json.currentToken()) {
            case VALUE_TRUE -> 1;
            case VALUE_FALSE -> 0;
            default -> throw unexpected(json, "true or false");
        };
    }

    private String text(JsonParser json) throws IOException {
        if (json.currentToken() != JsonToken.VALUE_STRING) {
            throw unexpected(json, "a string");
        }
        String text = json.getText();
        if (!Utf8.isWhole(text)) {
            throw RejectedException.malformed(
                    "input '%s': element %d: expected text, got half of a surrogate pair".formatted(input, taken));
        }
        return text;
    }

    private long integer(JsonParser json, long min, long max) throws IOException {
        if (json.currentToken() != JsonToken.VALUE_NUMBER_INT) {
            throw unexpected(json, "an integer");
        }
        if (json.getNumberType() == JsonParser.NumberType.BIG_INTEGER) {
            throw outOfRange(json);
        }
        long value = json.getLongValue();
        if (value < min || value > max) {
            throw outOfRange(json);
        }
        return value;
    }

    private long unsignedLong(JsonParser json) throws IOException {
        if (json.currentToken() != JsonToken.VALUE_NUMBER_INT) {
            throw unexpected(json, "an integer");
        }
        BigInteger value = json.getBigIntegerValue();
        if (value.signum() < 0 || value.compareTo(UNSIGNED_LONG_MAX) > 0) {
            throw outOfRange(json);
        }
        return value.longValue();
    }

    private short half(JsonParser json) throws IOException {
        requireNumber(json);
        short value = Float.floatToFloat16(json.getFloatValue());
        if (!Float.isFinite(Float.float16ToFloat(value))) {
            throw outOfRange(json);
        }
        return value;
    }

    private float single(JsonParser json) throws IOException {
        requireNumber(json);
        float value = json.getFloatValue();
        if (!Float.isFinite(value)) {
            throw outOfRange(json);
        }
        return value;
    }

    private double wide(JsonParser json) throws IOException {
        requireNumber(json);
        double value = json.getDoubleValue();
        if (!Double.isFinite(value)) {
            throw outOfRange(json);
        }
        return value;
    }

    private void requireNumber(JsonParser json) throws IOException {
        if (!json.currentToken().isNumeric()) {
            throw unexpected(json, "a number");
        }
    }

    private RejectedException unexpected(JsonParser json, String expected) throws IOException {
        return RejectedException.malformed("input '%s': element %d: expected %s for %s, got %s"
                .formatted(input, taken, expected, datatype, excerpt(json)));
    }

    private RejectedException outOfRange(JsonParser json) throws IOException {
        return RejectedException.malformed("input '%s': element %d: %s is out of range for %s (%s)"
                .formatted(input, taken, excerpt(json), datatype, range(datatype)));
    }

    private static String excerpt(JsonParser json) throws IOException {
        String text = json.getText();
        String start = text.length() <= 40 ? text : text.substring(0, 40) + "…";
        return json.currentToken() == JsonToken.VALUE_STRING ? "\"" + start + "\"" : start;
    }

    private static String range(DataType datatype) {
        return switch (datatype) {
            case INT8 -> Byte.MIN_VALUE + " to " + Byte.MAX_VALUE;
            case INT16 -> Short.MIN_VALUE + " to " + Short.MAX_VALUE;
            case INT32 -> Integer.MIN_VALUE + " to " + Integer.MAX_VALUE;
            case INT64 -> LONG_MIN + " to " + LONG_MAX;
            case UINT8 -> "0 to " + 0xFFL;
            case UINT16 -> "0 to " + 0xFFFFL;
            case UINT32 -> "0 to " + 0xFFFF_FFFFL;
            case UINT64 -> "0 to " + UNSIGNED_LONG_MAX;
            case FP16 -> "-65504 to 65504";
            case FP32 -> -Float.MAX_VALUE + " to " + Float.MAX_VALUE;
            case FP64 -> -Double.MAX_VALUE + " to " + Double.MAX_VALUE;
            case BOOL, BYTES -> "any";
        };
    }
}
