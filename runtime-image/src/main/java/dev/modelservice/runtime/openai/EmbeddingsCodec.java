package dev.modelservice.runtime.openai;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.modelservice.runtime.http.Json;
import dev.modelservice.runtime.request.RejectedException;
import dev.modelservice.runtime.request.Tensor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The JSON of {@code POST /v1/embeddings}. */
final class EmbeddingsCodec {

    /** OpenAI's bound. */
    private static final int MAX_TEXTS = 2048;

    private static final int MAX_DIMENSIONS = 1 << 20;

    private @Nullable String model;
    private List<String> texts = List.of();
    private boolean base64;
    private @Nullable Integer dimensions;

    private EmbeddingsCodec() {}

    static EmbeddingsRequest decode(byte[] body) {
        return Json.read(body, json -> {
            EmbeddingsCodec codec = new EmbeddingsCodec();
            Fields.document(json, codec::take);
            return codec.request();
        });
    }

    private void take(String field, JsonParser json) throws IOException {
        switch (field) {
            case "model" -> model = Fields.text(json, field);
            case "input" -> texts = input(json);
            case "encoding_format" -> base64 = isBase64(json);
            case "dimensions" -> dimensions = (int) Fields.integer(json, field, 1, MAX_DIMENSIONS);
            default -> json.skipChildren();
        }
    }

    private static List<String> input(JsonParser json) throws IOException {
        if (json.currentToken() != JsonToken.START_ARRAY) {
            return List.of(Fields.text(json, "input"));
        }
        List<String> texts = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            Fields.requireRoom("input", texts.size(), MAX_TEXTS);
            if (json.currentToken() == JsonToken.VALUE_NUMBER_INT || json.currentToken() == JsonToken.START_ARRAY) {
                throw RejectedException.malformed("input", "this server takes texts only, no token ids");
            }
            texts.add(Fields.text(json, "input[" + texts.size() + "]"));
        }
        return Fields.requireSome("input", texts);
    }

    private static boolean isBase64(JsonParser json) throws IOException {
        return switch (Fields.text(json, "encoding_format")) {
            case "float" -> false;
            case "base64" -> true;
            default -> throw Fields.unexpected(json, "encoding_format", "float or base64");
        };
    }

    private EmbeddingsRequest request() {
        if (model == null) {
            throw Fields.missing("model");
        }
        if (texts.isEmpty()) {
            throw Fields.missing("input");
        }
        return new EmbeddingsRequest(model, texts, base64, dimensions);
    }

    /** The answer that tells the rows of an FP32 tensor. */
    static byte[] encode(String model, Tensor vectors, boolean base64, int tokens) {
        int width = Math.toIntExact(vectors.shape().dimension(1));
        FloatBuffer numbers = vectors.numbers().asFloatBuffer();
        return Json.object(json -> {
            json.writeStringField("object", "list");
            json.writeArrayFieldStart("data");
            for (int i = 0; i < vectors.shape().dimension(0); i++) {
                json.writeStartObject();
                json.writeStringField("object", "embedding");
                json.writeNumberField("index", i);
                json.writeFieldName("embedding");
                FloatBuffer row = numbers.slice(i * width, width);
                if (base64) {
                    json.writeBinary(littleEndian(row));
                } else {
                    write(json, row);
                }
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeStringField("model", model);
            json.writeObjectFieldStart("usage");
            json.writeNumberField("prompt_tokens", tokens);
            json.writeNumberField("total_tokens", tokens);
            json.writeEndObject();
        });
    }

    private static void write(JsonGenerator json, FloatBuffer row) throws IOException {
        json.writeStartArray();
        while (row.hasRemaining()) {
            json.writeNumber(row.get());
        }
        json.writeEndArray();
    }

    private static byte[] littleEndian(FloatBuffer row) {
        ByteBuffer bytes = ByteBuffer.allocate(row.remaining() * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(row);
        return bytes.array();
    }
}
