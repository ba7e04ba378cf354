package dev.modelservice.runtime.http;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.modelservice.runtime.codec.Parameters;
import dev.modelservice.runtime.codec.Room;
import dev.modelservice.runtime.codec.Utf8;
import dev.modelservice.runtime.request.InferenceRequest;
import dev.modelservice.runtime.request.RejectedException;
import dev.modelservice.runtime.request.Tensor;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads V2 inference requests: JSON, with raw tensors behind it or not. Unknown fields are ignored, as the protocol asks. */
final class HttpCodec {

    private final String model;
    private final BinaryTail body;
    private final Room room;
    private final Parameters parameters = new Parameters("the request");
    private final Map<String, Boolean> binary = new HashMap<>();
    private @Nullable String id;
    private @Nullable List<Tensor> inputs;
    private List<String> outputs = List.of();

    private HttpCodec(String model, BinaryTail body, Room room) {
        this.model = model;
        this.body = body;
        this.room = room;
    }

    /**
     * The request in a body.
     *
     * @throws RejectedException if there is none, or it takes more room than there is
     */
    static V2Request decode(String model, BinaryTail body, Room room) {
        try (JsonParser json = Json.FACTORY.createParser(body.body(), 0, body.jsonLength())) {
            return new HttpCodec(model, body, room).read(json);
        } catch (JacksonException e) {
            throw notJson(e);
        } catch (IOException e) {
            throw RejectedException.malformed("the request cannot be read: " + e.getMessage());
        }
    }

    static RejectedException notJson(JacksonException problem) {
        JsonLocation location = problem.getLocation();
        String where =
                location == null ? "" : " (line %d, column %d)".formatted(location.getLineNr(), location.getColumnNr());
        return RejectedException.malformed(
                "the request is no JSON that can be read: " + problem.getOriginalMessage() + where);
    }

    private V2Request read(JsonParser json) throws IOException {
        if (json.nextToken() != JsonToken.START_OBJECT) {
            throw RejectedException.malformed("expected a JSON object with inputs");
        }
        for (String field = json.nextFieldName(); field != null; field = json.nextFieldName()) {
            json.nextToken();
            switch (field) {
                case "id" -> id = id(json);
                case "parameters" -> ParameterReader.read(json, "the request", parameters);
                case "inputs" -> inputs = inputs(json);
                case "outputs" -> outputs = outputs(json);
                default -> json.skipChildren();
            }
        }
        if (json.nextToken() != null) {
            throw RejectedException.malformed("the request goes on behind its JSON");
        }
        if (inputs == null) {
            throw RejectedException.malformed("inputs is missing");
        }
        body.requireEnd();
        return new V2Request(
                new InferenceRequest(model, id, inputs, outputs, parameters.timeout()),
                new OutputForm(parameters.flag(Parameters.BINARY_DATA_OUTPUT).orElse(false), binary));
    }

    private static @Nullable String id(JsonParser json) throws IOException {
        if (json.currentToken() == JsonToken.VALUE_NULL) {
            return null;
        }
        if (json.currentToken() != JsonToken.VALUE_STRING || !Utf8.isWhole(json.getText())) {
            throw RejectedException.malformed("expected id to be a string");
        }
        return json.getText();
    }

    private List<Tensor> inputs(JsonParser json) throws IOException {
        if (json.currentToken() != JsonToken.START_ARRAY) {
            throw RejectedException.malformed("expected inputs to be an array");
        }
        if (inputs != null) {
            throw RejectedException.malformed("inputs is given twice");
        }
        List<Tensor> read = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            requireFew(read, "inputs");
            read.add(InputReader.read(json, body, room, read.size()));
        }
        return read;
    }

    private List<String> outputs(JsonParser json) throws IOException {
        if (json.currentToken() == JsonToken.VALUE_NULL) {
            return List.of();
        }
        if (json.currentToken() != JsonToken.START_ARRAY) {
            throw RejectedException.malformed("expected outputs to be an array");
        }
        List<String> read = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            requireFew(read, "outputs");
            read.add(output(json, read.size()));
        }
        return read;
    }

    private static void requireFew(List<?> read, String what) {
        if (read.size() == Room.MAX_TENSORS) {
            throw RejectedException.malformed("expected at most %d %s".formatted(Room.MAX_TENSORS, what));
        }
    }

    private String output(JsonParser json, int position) throws IOException {
        String owner = "outputs[" + position + "]";
        if (json.currentToken() != JsonToken.START_OBJECT) {
            throw RejectedException.malformed(owner + ": expected an object with a name");
        }
        String name = null;
        Parameters own = new Parameters(owner);
        for (String field = json.nextFieldName(); field != null; field = json.nextFieldName()) {
            JsonToken value = json.nextToken();
            if (field.equals("parameters")) {
                ParameterReader.read(json, owner, own);
            } else if (field.equals("name") && value == JsonToken.VALUE_STRING) {
                name = json.getText();
            } else {
                json.skipChildren();
            }
        }
        if (name == null) {
            throw RejectedException.malformed(owner + ": name is missing");
        }
        String output = name;
        own.flag(Parameters.BINARY_DATA).ifPresent(wanted -> binary.put(output, wanted));
        return name;
    }
}
