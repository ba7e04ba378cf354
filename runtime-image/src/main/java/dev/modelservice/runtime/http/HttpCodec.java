package dev.modelservice.runtime.http;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.modelservice.runtime.model.ModelMetadata;
import dev.modelservice.runtime.request.InferenceRequest;
import dev.modelservice.runtime.request.InferenceResponse;
import dev.modelservice.runtime.request.RejectedException;
import dev.modelservice.runtime.request.Tensor;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The JSON of V2 inference requests and responses. Fields that it does not know are ignored, as the protocol asks. */
final class HttpCodec {

    private HttpCodec() {}

    static InferenceRequest decode(String model, byte[] body) {
        try (JsonParser json = Json.FACTORY.createParser(body)) {
            return decode(model, json, body);
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

    private static InferenceRequest decode(String model, JsonParser json, byte[] body) throws IOException {
        if (json.nextToken() != JsonToken.START_OBJECT) {
            throw RejectedException.malformed("expected a JSON object with inputs");
        }
        String id = null;
        List<Tensor> inputs = null;
        List<String> outputs = List.of();
        for (String field = json.nextFieldName(); field != null; field = json.nextFieldName()) {
            json.nextToken();
            switch (field) {
                case "id" -> id = id(json);
                case "inputs" -> inputs = inputs(json, body);
                case "outputs" -> outputs = outputs(json);
                default -> json.skipChildren();
            }
        }
        if (inputs == null) {
            throw RejectedException.malformed("inputs is missing");
        }
        return new InferenceRequest(model, id, inputs, outputs);
    }

    private static @Nullable String id(JsonParser json) throws IOException {
        return switch (json.currentToken()) {
            case VALUE_STRING -> json.getText();
            case VALUE_NULL -> null;
            default -> throw RejectedException.malformed("expected id to be a string");
        };
    }

    private static List<Tensor> inputs(JsonParser json, byte[] body) throws IOException {
        if (json.currentToken() != JsonToken.START_ARRAY) {
            throw RejectedException.malformed("expected inputs to be an array");
        }
        List<Tensor> inputs = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            inputs.add(InputReader.read(json, body, inputs.size()));
        }
        return inputs;
    }

    private static List<String> outputs(JsonParser json) throws IOException {
        if (json.currentToken() == JsonToken.VALUE_NULL) {
            return List.of();
        }
        if (json.currentToken() != JsonToken.START_ARRAY) {
            throw RejectedException.malformed("expected outputs to be an array");
        }
        List<String> outputs = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            outputs.add(output(json, outputs.size()));
        }
        return outputs;
    }

    private static String output(JsonParser json, int position) throws IOException {
        if (json.currentToken() != JsonToken.START_OBJECT) {
            throw RejectedException.malformed("outputs[%d]: expected an object with a name".formatted(position));
        }
        String name = null;
        for (String field = json.nextFieldName(); field != null; field = json.nextFieldName()) {
            JsonToken value = json.nextToken();
            if (field.equals("name") && value == JsonToken.VALUE_STRING) {
                name = json.getText();
            }
            json.skipChildren();
        }
        if (name == null) {
            throw RejectedException.malformed("outputs[%d]: name is missing".formatted(position));
        }
        return name;
    }

    static byte[] encode(InferenceResponse response) {
        return Json.object(json -> {
            json.writeStringField("model_name", response.model());
            json.writeStringField("model_version", ModelMetadata.ONLY_VERSION);
            if (response.id() != null) {
                json.writeStringField("id", response.id());
            }
            json.writeArrayFieldStart("outputs");
            for (Tensor output : response.outputs()) {
                write(json, output);
            }
            json.writeEndArray();
        });
    }

    private static void write(JsonGenerator json, Tensor output) throws IOException {
        json.writeStartObject();
        json.writeStringField("name", output.name());
        json.writeStringField("datatype", output.datatype().name());
        json.writeFieldName("shape");
        json.writeStartArray();
        for (long size : output.shape().dimensions()) {
            json.writeNumber(size);
        }
        json.writeEndArray();
        json.writeFieldName("data");
        TensorWriter.writeFlat(json, output);
        json.writeEndObject();
    }
}
