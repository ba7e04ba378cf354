package dev.modelservice.runtime.http;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.modelservice.runtime.codec.Room;
import dev.modelservice.runtime.model.ModelMetadata;
import dev.modelservice.runtime.request.InferenceRequest;
import dev.modelservice.runtime.request.InferenceResponse;
import dev.modelservice.runtime.request.RejectedException;
import dev.modelservice.runtime.request.Tensor;
import dev.modelservice.runtime.request.TensorSpec;
import java.io.IOException;
import java.util.List;

/** The JSON of {@code POST /predict}: {@code x_test} is the model's one input, {@code predictions} its first output. */
final class PredictCodec {

    private PredictCodec() {}

    static InferenceRequest decode(ModelMetadata model, byte[] body, Room room) {
        List<TensorSpec> inputs = model.signature().inputs();
        if (inputs.size() != 1) {
            throw RejectedException.malformed(
                    "/predict is for models with one input, and this one takes %s; use /v2/models/%s/infer"
                            .formatted(inputs, model.name()));
        }
        return Json.read(body, json -> {
            Tensor tensor = NestedTensor.read(inputs.getFirst(), body, positionOfData(json), room);
            return new InferenceRequest(
                    model.name(),
                    null,
                    List.of(tensor),
                    List.of(model.signature().outputs().getFirst().name()));
        });
    }

    private static int positionOfData(JsonParser json) throws IOException {
        if (json.nextToken() == JsonToken.START_OBJECT) {
            for (String field = json.nextFieldName(); field != null; field = json.nextFieldName()) {
                JsonToken value = json.nextToken();
                if (field.equals("x_test") && value == JsonToken.START_ARRAY) {
                    return NestedTensor.position(json);
                }
                json.skipChildren();
            }
        }
        throw RejectedException.malformed(
                "expected a JSON object with an array x_test, such as {\"x_test\": [[0.5, 1]]}");
    }

    static byte[] encode(InferenceResponse response) {
        return Json.object(json -> {
            json.writeFieldName("predictions");
            TensorWriter.writeNested(json, response.outputs().getFirst());
        });
    }
}
