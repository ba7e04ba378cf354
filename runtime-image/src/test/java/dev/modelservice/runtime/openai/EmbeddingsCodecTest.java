package dev.modelservice.runtime.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.modelservice.runtime.request.DataType;
import dev.modelservice.runtime.request.Elements;
import dev.modelservice.runtime.request.RejectedException;
import dev.modelservice.runtime.request.Rejection;
import dev.modelservice.runtime.request.Shape;
import dev.modelservice.runtime.request.Tensor;
import io.vertx.core.json.JsonObject;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class EmbeddingsCodecTest {

    @Test
    void aTextOrSeveralAreRead() {
        assertThat(decode("\"input\": \"a\"").texts()).containsExactly("a");
        assertThat(decode("\"input\": \"\"").texts()).containsExactly("");
        EmbeddingsRequest request =
                decode("\"user\": {}, \"input\": [\"a\", \"b\"], \"encoding_format\": \"base64\", \"dimensions\": 3");
        assertThat(request).hasToString("EmbeddingsRequest[model=m, texts=[a, b], base64=true, dimensions=3]");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "x": 1                     | input | input is missing
            "input": null              | input | input is missing
            "input": 1                 | input | input: expected a string, got 1
            "input": []                | input | input: expected at least one entry, got an empty array
            "input": [1, 2]            | input | input: this server takes texts only, no token ids
            "input": [[1], [2]]        | input | input: this server takes texts only, no token ids
            "input": ["a", null]       | input[1] | input[1]: expected a string, got null
            "input": ["a", {}]         | input[1] | input[1]: expected a string, got an object
            "input": "a", "encoding_format": "int8" | encoding_format | encoding_format: expected float or base64, got "int8"
            "input": "a", "encoding_format": 1 | encoding_format | encoding_format: expected a string, got 1
            "input": "a", "dimensions": 0 | dimensions | dimensions: expected an integer from 1 to 1048576, got 0
            """)
    void whatDoesNotFitIsRefusedByTheNameOfItsField(String fields, String field, String message) {
        Rejection.Malformed refusal = refusal("{\"model\": \"m\", " + fields + "}");

        assertThat(refusal.message()).isEqualTo(message);
        assertThat(refusal.field()).isEqualTo(field);
    }

    @Test
    void textsAreBounded() {
        assertThat(refusal("{\"model\":\"m\",\"input\":[" + "\"x\",".repeat(2048) + "\"x\"]}")
                        .message())
                .isEqualTo("input: expected at most 2048 entries, got more");
    }

    @Test
    void vectorsAreNumbersOrTheBytesOfThem() {
        ByteBuffer numbers = Elements.Numbers.allocate(DataType.FP32, 4);
        numbers.putFloat(1).putFloat(-2.5f).putFloat(0.1f).putFloat(0);
        Tensor vectors = new Tensor("embedding", DataType.FP32, Shape.of(2, 2), new Elements.Numbers(numbers.flip()));

        assertThat(encode(vectors, false))
                .isEqualTo("{\"object\":\"list\",\"data\":["
                        + "{\"object\":\"embedding\",\"index\":0,\"embedding\":[1.0,-2.5]},"
                        + "{\"object\":\"embedding\",\"index\":1,\"embedding\":[0.1,0.0]}],"
                        + "\"model\":\"m\",\"usage\":{\"prompt_tokens\":9,\"total_tokens\":9}}");
        String second = new JsonObject(encode(vectors, true))
                .getJsonArray("data")
                .getJsonObject(1)
                .getString("embedding");
        ByteBuffer bytes = ByteBuffer.wrap(Base64.getDecoder().decode(second)).order(ByteOrder.LITTLE_ENDIAN);
        assertThat(bytes.getFloat()).isEqualTo(0.1f);
        assertThat(bytes.getFloat()).isZero();
        assertThat(bytes.hasRemaining()).isFalse();
    }

    private static String encode(Tensor vectors, boolean base64) {
        return new String(EmbeddingsCodec.encode("m", vectors, base64, 9), StandardCharsets.UTF_8);
    }

    private static EmbeddingsRequest decode(String fields) {
        return EmbeddingsCodec.decode(("{\"model\": \"m\", " + fields + "}").getBytes(StandardCharsets.UTF_8));
    }

    private static Rejection.Malformed refusal(String body) {
        RejectedException refused = catchThrowableOfType(
                RejectedException.class, () -> EmbeddingsCodec.decode(body.getBytes(StandardCharsets.UTF_8)));
        assertThat(refused).as("refusal of %s", body).isNotNull();
        return (Rejection.Malformed) refused.rejection();
    }
}
