package dev.modelservice.runtime.openai;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.modelservice.runtime.request.RejectedException;
import java.io.IOException;

/** Fields that would change the answer and that nobody here can honour: they are refused, not passed over. */
final class Refused {

    private Refused() {}

    /** Refuses a value that says something; an empty one says nothing. */
    static void ifGiven(JsonParser json, String field, String reason) throws IOException {
        if (saysSomething(json)) {
            throw RejectedException.malformed(field, "this server does not take it: " + reason);
        }
    }

    private static boolean saysSomething(JsonParser json) throws IOException {
        return switch (json.currentToken()) {
            case VALUE_FALSE -> false;
            case VALUE_STRING -> !json.getText().isEmpty();
            case START_ARRAY -> skipped(json, JsonToken.END_ARRAY);
            case START_OBJECT -> skipped(json, JsonToken.END_OBJECT);
            default -> true;
        };
    }

    /** Whether there is something before the end that is expected; if not, the parser stands at that end. */
    private static boolean skipped(JsonParser json, JsonToken end) throws IOException {
        return json.nextToken() != end;
    }
}
