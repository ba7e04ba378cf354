package dev.modelservice.runtime.page;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.modelservice.runtime.http.Json;
import dev.modelservice.runtime.http.TensorWriter;
import dev.modelservice.runtime.model.ModelMetadata;
import dev.modelservice.runtime.request.DataType;
import dev.modelservice.runtime.request.Elements;
import dev.modelservice.runtime.request.Shape;
import dev.modelservice.runtime.request.Tensor;
import dev.modelservice.runtime.request.TensorSpec;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** Requests that this very model answers, made from what it takes: one for each protocol that it can be asked by. */
final class Examples {

    /** A page has room for so many values; a request with more is not shown. */
    private static final long MOST_ELEMENTS = 2000;

    private static final String SENTENCE = "A cat sleeps on the sofa.";
    private static final int SHORT = 32;

    private final ModelMetadata model;

    Examples(ModelMetadata model) {
        this.model = model;
    }

    /** By name; those that this model would not answer, or that nobody would read, are left out. */
    Map<String, Json.Part> all(Served served) {
        Map<String, Json.Part> examples = new HashMap<>();
        if (isReadable()) {
            List<Tensor> inputs =
                    model.signature().inputs().stream().map(Examples::tensor).toList();
            examples.put("example.v2", json -> v2(json, inputs));
            examples.put("example.v1", json -> v1(json, inputs));
            if (served.predict()) {
                examples.put("example.predict", json -> nested(json, "x_test", inputs.getFirst()));
            }
        }
        if (served.embeddings()) {
            examples.put("example.embeddings", this::embeddings);
        }
        if (served.completions()) {
            examples.put("example.completions", this::completions);
        }
        if (served.chat()) {
            examples.put("example.chat", this::chat);
        }
        return examples;
    }

    private boolean isReadable() {
        long elements = 0;
        for (TensorSpec input : model.signature().inputs()) {
            OptionalLong count = definite(input.shape()).elements();
            if (count.isEmpty() || count.getAsLong() > MOST_ELEMENTS) {
                return false;
            }
            elements += count.getAsLong();
        }
        return elements <= MOST_ELEMENTS;
    }

    private static Shape definite(Shape shape) {
        return new Shape(shape.dimensions().stream()
                .map(size -> size == Shape.ANY ? Long.valueOf(1) : size)
                .toList());
    }

    private static Tensor tensor(TensorSpec input) {
        Shape shape = definite(input.shape());
        int count = Math.toIntExact(shape.elements().orElseThrow());
        return new Tensor(input.name(), input.datatype(), shape, elements(input.datatype(), count));
    }

    private static Elements elements(DataType datatype, int count) {
        if (datatype == DataType.BYTES) {
            return new Elements.Texts(Collections.nCopies(count, SENTENCE));
        }
        ByteBuffer numbers = Elements.Numbers.allocate(datatype, count);
        for (int i = 0; i < count; i++) {
            switch (datatype) {
                case BOOL, INT8, UINT8 -> numbers.put((byte) 1);
                case INT16, UINT16 -> numbers.putShort((short) 1);
                case INT32, UINT32 -> numbers.putInt(1);
                case INT64, UINT64 -> numbers.putLong(1);
                case FP16 -> numbers.putShort(Float.floatToFloat16(0.5f));
                case FP32 -> numbers.putFloat(0.5f);
                case FP64 -> numbers.putDouble(0.5);
                case BYTES -> throw new IllegalStateException("texts are no numbers");
            }
        }
        return new Elements.Numbers(numbers.flip());
    }

    private static void v2(JsonGenerator json, List<Tensor> inputs) throws IOException {
        json.writeStartObject();
        json.writeArrayFieldStart("inputs");
        for (Tensor input : inputs) {
            json.writeStartObject();
            json.writeStringField("name", input.name());
            json.writeStringField("datatype", input.datatype().name());
            json.writeFieldName("shape");
            json.writeArray(input.shape().toArray(), 0, input.shape().rank());
            json.writeFieldName("data");
            TensorWriter.writeFlat(json, input);
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void v1(JsonGenerator json, List<Tensor> inputs) throws IOException {
        if (inputs.size() == 1) {
            nested(json, "instances", inputs.getFirst());
            return;
        }
        json.writeStartObject();
        json.writeObjectFieldStart("inputs");
        for (Tensor input : inputs) {
            json.writeFieldName(input.name());
            TensorWriter.writeNested(json, input);
        }
        json.writeEndObject();
        json.writeEndObject();
    }

    private static void nested(JsonGenerator json, String field, Tensor input) throws IOException {
        json.writeStartObject();
        json.writeFieldName(field);
        TensorWriter.writeNested(json, input);
        json.writeEndObject();
    }

    private void embeddings(JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("model", model.name());
        json.writeArrayFieldStart("input");
        json.writeString(SENTENCE);
        json.writeString("Revenue grew by a tenth.");
        json.writeEndArray();
        json.writeEndObject();
    }

    private void completions(JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("model", model.name());
        json.writeStringField("prompt", "The capital of France is");
        json.writeNumberField("max_tokens", SHORT);
        json.writeEndObject();
    }

    private void chat(JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("model", model.name());
        json.writeArrayFieldStart("messages");
        json.writeStartObject();
        json.writeStringField("role", "user");
        json.writeStringField("content", "What is the capital of France?");
        json.writeEndObject();
        json.writeEndArray();
        json.writeNumberField("max_completion_tokens", SHORT);
        json.writeEndObject();
    }
}
