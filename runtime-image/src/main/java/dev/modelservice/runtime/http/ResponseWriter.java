package dev.modelservice.runtime.http;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.modelservice.runtime.codec.Parameters;
import dev.modelservice.runtime.codec.RawTensors;
import dev.modelservice.runtime.model.ModelMetadata;
import dev.modelservice.runtime.request.InferenceResponse;
import dev.modelservice.runtime.request.Tensor;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Writes V2 inference responses: JSON, with raw tensors behind it where the client wants them so. */
final class ResponseWriter {

    private final InferenceResponse response;
    private final OutputForm form;
    private final List<ByteBuffer> raw = new ArrayList<>();

    private ResponseWriter(InferenceResponse response, OutputForm form) {
        this.response = response;
        this.form = form;
    }

    static Answer encode(InferenceResponse response, OutputForm form) {
        ResponseWriter writer = new ResponseWriter(response, form);
        byte[] json = writer.json();
        return writer.raw.isEmpty() ? Answer.json(json) : writer.mixed(json);
    }

    private byte[] json() {
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

    private void write(JsonGenerator json, Tensor output) throws IOException {
        json.writeStartObject();
        json.writeStringField("name", output.name());
        json.writeStringField("datatype", output.datatype().name());
        json.writeFieldName("shape");
        json.writeStartArray();
        for (long size : output.shape().dimensions()) {
            json.writeNumber(size);
        }
        json.writeEndArray();
        if (form.isBinary(output.name())) {
            ByteBuffer bytes = RawTensors.write(output);
            raw.add(bytes);
            json.writeObjectFieldStart("parameters");
            json.writeNumberField(Parameters.BINARY_DATA_SIZE, bytes.remaining());
            json.writeEndObject();
        } else {
            json.writeFieldName("data");
            TensorWriter.writeFlat(json, output);
        }
        json.writeEndObject();
    }

    private Answer mixed(byte[] json) {
        int length = json.length;
        for (ByteBuffer bytes : raw) {
            length = Math.addExact(length, bytes.remaining());
        }
        ByteBuffer body = ByteBuffer.allocate(length).put(json);
        raw.forEach(body::put);
        return new Answer(
                "application/octet-stream",
                Map.of(BinaryTail.HEADER, Integer.toString(json.length)),
                Buffer.buffer(body.array()));
    }
}
