package dev.modelservice.runtime.http;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.modelservice.runtime.codec.Parameter;
import dev.modelservice.runtime.codec.Parameters;
import dev.modelservice.runtime.request.RejectedException;
import java.io.IOException;

/** Reads a {@code parameters} object. */
final class ParameterReader {

    private ParameterReader() {}

    /** Reads the object that the parser stands at into the parameters of this owner. */
    static void read(JsonParser json, String owner, Parameters into) throws IOException {
        if (json.currentToken() == JsonToken.VALUE_NULL) {
            return;
        }
        if (json.currentToken() != JsonToken.START_OBJECT) {
            throw RejectedException.malformed(owner + ": expected parameters to be an object");
        }
        for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
            json.nextToken();
            // What nobody knows may be any number of any things, and takes no memory here.
            if (Parameters.isKnown(name) && json.currentToken() != JsonToken.VALUE_NULL) {
                into.put(name, value(json));
            }
            json.skipChildren();
        }
    }

    private static Parameter value(JsonParser json) throws IOException {
        return switch (json.currentToken()) {
            case VALUE_TRUE -> new Parameter.Flag(true);
            case VALUE_FALSE -> new Parameter.Flag(false);
            case VALUE_STRING -> new Parameter.Text(json.getText());
            case VALUE_NUMBER_INT ->
                json.getNumberType() == JsonParser.NumberType.BIG_INTEGER
                        ? new Parameter.Other()
                        : new Parameter.Whole(json.getLongValue());
            default -> new Parameter.Other();
        };
    }
}
