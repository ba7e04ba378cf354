package dev.modelservice.runtime.http;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.modelservice.runtime.codec.Room;
import dev.modelservice.runtime.model.ModelMetadata;
import dev.modelservice.runtime.request.InferenceRequest;
import dev.modelservice.runtime.request.InferenceResponse;
import dev.modelservice.runtime.request.RejectedException;
import dev.modelservice.runtime.request.Signature;
import dev.modelservice.runtime.request.Tensor;
import dev.modelservice.runtime.request.TensorSpec;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The JSON of KServe's V1: {@code instances} row by row, or {@code inputs} column by column, and {@code predictions}. */
final class V1Codec {

    private static final String EXPECTED =
            "expected a JSON object with instances (one value or object for a row) or inputs (all rows of an input)";

    private V1Codec() {}

    static InferenceRequest decode(ModelMetadata model, byte[] body, Room room) {
        return Json.read(body, json -> {
            Given given = given(json);
            return new InferenceRequest(model.name(), null, tensors(model, given, body, room), List.of());
        });
    }

    /** The one field that counts, and where its value begins. */
    private record Given(String field, int position, JsonToken first) {}

    private static Given given(JsonParser json) throws IOException {
        if (json.nextToken() != JsonToken.START_OBJECT) {
            throw RejectedException.malformed(EXPECTED);
        }
        Given given = null;
        for (String field = json.nextFieldName(); field != null; field = json.nextFieldName()) {
            JsonToken value = json.nextToken();
            if (field.equals("instances") || field.equals("inputs")) {
                if (given != null) {
                    throw RejectedException.malformed("expected instances or inputs, got both or one of them twice");
                }
                given = new Given(field, NestedTensor.position(json), value);
            }
            json.skipChildren();
        }
        if (given == null) {
            throw RejectedException.malformed(EXPECTED);
        }
        return given;
    }

    private static List<Tensor> tensors(ModelMetadata model, Given given, byte[] body, Room room) throws IOException {
        boolean rows = given.field.equals("instances");
        return switch (given.first) {
            case START_ARRAY ->
                rows && beginsWithAnObject(body, given.position)
                        ? NamedRows.read(model.signature(), body, given.position, room)
                        : List.of(NestedTensor.read(
                                onlyInput(model.signature(), given.field), body, given.position, room));
            case START_OBJECT -> {
                if (rows) {
                    throw RejectedException.malformed("expected instances to be an array");
                }
                yield columns(model.signature(), body, given.position, room);
            }
            default -> throw RejectedException.malformed("expected %s to be an array".formatted(given.field));
        };
    }

    private static boolean beginsWithAnObject(byte[] body, int position) throws IOException {
        try (JsonParser json = NestedTensor.at(body, position)) {
            return json.nextToken() == JsonToken.START_OBJECT;
        }
    }

    private static TensorSpec onlyInput(Signature signature, String field) {
        if (signature.inputs().size() != 1) {
            throw RejectedException.malformed("%s: the model takes several inputs, so they need their names: %s"
                    .formatted(field, signature.inputs()));
        }
        return signature.inputs().getFirst();
    }

    private static List<Tensor> columns(Signature signature, byte[] body, int position, Room room) throws IOException {
        List<Tensor> tensors = new ArrayList<>();
        try (JsonParser json = NestedTensor.at(body, position)) {
            for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
                if (json.nextToken() != JsonToken.START_ARRAY) {
                    throw RejectedException.malformed("input '%s': expected an array of all rows".formatted(name));
                }
                // This parser's positions count from where it began.
                int start = position + NestedTensor.position(json);
                tensors.add(NestedTensor.read(signature.requireInput(name), body, start, room));
                json.skipChildren();
            }
        }
        return tensors;
    }

    static byte[] encode(InferenceResponse response) {
        return Json.object(json -> {
            json.writeFieldName("predictions");
            List<Tensor> outputs = response.outputs();
            if (outputs.size() == 1) {
                TensorWriter.writeNested(json, outputs.getFirst());
            } else if (haveSameRows(outputs)) {
                writeRows(json, outputs);
            } else {
                writeColumns(json, outputs);
            }
        });
    }

    private static boolean haveSameRows(List<Tensor> outputs) {
        return outputs.stream().allMatch(output -> output.shape().rank() > 0)
                && outputs.stream()
                                .map(output -> output.shape().dimension(0))
                                .distinct()
                                .count()
                        == 1;
    }

    private static void writeRows(JsonGenerator json, List<Tensor> outputs) throws IOException {
        List<TensorWriter> writers =
                outputs.stream().map(output -> TensorWriter.rows(json, output)).toList();
        json.writeStartArray();
        for (long row = 0; row < outputs.getFirst().shape().dimension(0); row++) {
            json.writeStartObject();
            for (int i = 0; i < outputs.size(); i++) {
                json.writeFieldName(outputs.get(i).name());
                writers.get(i).nextRow();
            }
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void writeColumns(JsonGenerator json, List<Tensor> outputs) throws IOException {
        json.writeStartObject();
        for (Tensor output : outputs) {
            json.writeFieldName(output.name());
            TensorWriter.writeNested(json, output);
        }
        json.writeEndObject();
    }
}
