package dev.modelservice.runtime.http;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.modelservice.runtime.codec.Room;
import dev.modelservice.runtime.model.ModelMetadata;
import dev.modelservice.runtime.request.InferenceRequest;
import dev.modelservice.runtime.request.InferenceResponse;
import dev.modelservice.runtime.request.RejectedException;
import dev.modelservice.runtime.request.Shape;
import dev.modelservice.runtime.request.Tensor;
import dev.modelservice.runtime.request.TensorSpec;
import java.io.IOException;
import java.util.ArrayList;
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
        try (JsonParser json = Json.FACTORY.createParser(body)) {
            int data = positionOfData(json);
            Shape shape = new Shape(sizes(json));
            TensorSpec input = inputs.getFirst();
            return request(model, tensor(input, shape, body, data, room));
        } catch (JacksonException e) {
            throw HttpCodec.notJson(e);
        } catch (IOException e) {
            throw RejectedException.malformed("the request cannot be read: " + e.getMessage());
        }
    }

    private static Tensor tensor(TensorSpec input, Shape shape, byte[] body, int data, Room room) throws IOException {
        try (JsonParser json = Json.FACTORY.createParser(body, data, body.length - data)) {
            json.nextToken();
            return TensorReader.read(json, input.name(), input.datatype(), shape, body.length, room);
        }
    }

    private static InferenceRequest request(ModelMetadata model, Tensor input) {
        String output = model.signature().outputs().getFirst().name();
        return new InferenceRequest(model.name(), null, List.of(input), List.of(output));
    }

    private static int positionOfData(JsonParser json) throws IOException {
        if (json.nextToken() == JsonToken.START_OBJECT) {
            for (String field = json.nextFieldName(); field != null; field = json.nextFieldName()) {
                JsonToken value = json.nextToken();
                if (field.equals("x_test") && value == JsonToken.START_ARRAY) {
                    return Math.toIntExact(json.currentTokenLocation().getByteOffset());
                }
                json.skipChildren();
            }
        }
        throw RejectedException.malformed(
                "expected a JSON object with an array x_test, such as {\"x_test\": [[0.5, 1]]}");
    }

    /** The size of the array that the parser stands at, then those of its first entry; that the others agree is seen when they are read. */
    private static List<Long> sizes(JsonParser json) throws IOException {
        long count = 0;
        List<Long> inner = List.of();
        for (JsonToken token = json.nextToken(); token != JsonToken.END_ARRAY; token = json.nextToken()) {
            if (token == JsonToken.START_ARRAY && count == 0) {
                inner = sizes(json);
            } else {
                json.skipChildren();
            }
            count++;
        }
        List<Long> sizes = new ArrayList<>();
        sizes.add(count);
        sizes.addAll(inner);
        return sizes;
    }

    static byte[] encode(InferenceResponse response) {
        return Json.object(json -> {
            json.writeFieldName("predictions");
            TensorWriter.writeNested(json, response.outputs().getFirst());
        });
    }
}
