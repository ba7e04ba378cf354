package dev.modelservice.runtime.openai;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.modelservice.runtime.request.RejectedException;
import dev.modelservice.runtime.request.Rejection;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Reads values of a type and within bounds; any other is refused by the name of its field. */
final class Fields {

    private static final int EXCERPT = 40;

    private Fields() {}

    /** Takes the value that the parser stands at, all of it. */
    interface Taker {
        void take(String field, JsonParser json) throws IOException;
    }

    /** Gives every field of the object that the parser stands at; those that are null are as if not there. */
    static void object(JsonParser json, String name, Taker taker) throws IOException {
        if (json.currentToken() != JsonToken.START_OBJECT) {
            throw unexpected(json, name, "an object");
        }
        for (String field = json.nextFieldName(); field != null; field = json.nextFieldName()) {
            if (json.nextToken() != JsonToken.VALUE_NULL) {
                taker.take(field, json);
            }
        }
    }

    /** The whole document, which is an object. */
    static void document(JsonParser json, Taker taker) throws IOException {
        if (json.nextToken() != JsonToken.START_OBJECT) {
            throw RejectedException.malformed("expected a JSON object");
        }
        object(json, "", taker);
    }

    static String text(JsonParser json, String name) throws IOException {
        if (json.currentToken() != JsonToken.VALUE_STRING) {
            throw unexpected(json, name, "a string");
        }
        return json.getText();
    }

    static boolean bool(JsonParser json, String name) throws IOException {
        return switch (json.currentToken()) {
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            default -> throw unexpected(json, name, "true or false");
        };
    }

    static long integer(JsonParser json, String name, long min, long max) throws IOException {
        String expected = "an integer from %d to %d".formatted(min, max);
        if (json.currentToken() != JsonToken.VALUE_NUMBER_INT
                || json.getNumberType() == JsonParser.NumberType.BIG_INTEGER) {
            throw unexpected(json, name, expected);
        }
        long value = json.getLongValue();
        if (value < min || value > max) {
            throw unexpected(json, name, expected);
        }
        return value;
    }

    static double number(JsonParser json, String name, double min, double max) throws IOException {
        String expected = "a number from %s to %s".formatted(plain(min), plain(max));
        if (!json.currentToken().isNumeric()) {
            throw unexpected(json, name, expected);
        }
        double value = json.getDoubleValue();
        // Written so that what is no number is out of bounds, too.
        if (!(value >= min && value <= max)) {
            throw unexpected(json, name, expected);
        }
        return value;
    }

    /** A string, or an array of at most so many; one that is empty has no meaning. */
    static List<String> texts(JsonParser json, String name, int most) throws IOException {
        if (json.currentToken() == JsonToken.VALUE_STRING) {
            return List.of(json.getText());
        }
        if (json.currentToken() != JsonToken.START_ARRAY) {
            throw unexpected(json, name, "a string or an array of strings");
        }
        List<String> texts = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            requireRoom(name, texts.size(), most);
            texts.add(text(json, name + "[" + texts.size() + "]"));
        }
        return requireSome(name, texts);
    }

    static void requireRoom(String name, int size, int most) {
        if (size == most) {
            throw RejectedException.malformed(name, "expected at most %d entries, got more".formatted(most));
        }
    }

    static <T> List<T> requireSome(String name, List<T> entries) {
        if (entries.isEmpty()) {
            throw RejectedException.malformed(name, "expected at least one entry, got an empty array");
        }
        return entries;
    }

    static RejectedException missing(String name) {
        return new RejectedException(new Rejection.Malformed(name + " is missing", name));
    }

    /** Refuses the value that the parser stands at. */
    static RejectedException unexpected(JsonParser json, String name, String expected) throws IOException {
        return RejectedException.malformed(name, "expected %s, got %s".formatted(expected, excerpt(json)));
    }

    private static String excerpt(JsonParser json) throws IOException {
        return switch (json.currentToken()) {
            case START_OBJECT -> "an object";
            case START_ARRAY -> "an array";
            case VALUE_STRING -> '"' + cut(json.getText()) + '"';
            default -> cut(json.getText());
        };
    }

    private static String cut(String text) {
        return text.length() <= EXCERPT ? text : text.substring(0, EXCERPT) + "…";
    }

    private static String plain(double bound) {
        return bound == Math.rint(bound) ? Long.toString((long) bound) : Double.toString(bound);
    }
}
