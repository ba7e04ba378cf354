package dev.modelservice.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Real embeddings from the packaged runtime, compared with those of Python. */
final class MiniLmIT {

    /**
     * The int8 model rounds its activations by their range, and the kernels of another CPU, or of another version of ONNX
     * Runtime, round some the other way: between 1.29 and 1.32 its answers differ by a cosine of 0.996, in Python too.
     */
    @ParameterizedTest(name = "{0}")
    @CsvSource({"minilm,0.9999,0.0001", "minilm-int8,0.99,0.02"})
    void embedsAsPythonDoesAloneAndInCompany(String model, double leastCosine, double mostDifference)
            throws IOException {
        Recorded recorded = Recorded.embeddings(model);
        List<float[]> expected = recorded.rows("embedding");
        try (RuntimeProcess runtime =
                RuntimeProcess.ready(Recorded.unpackedModel(model), Map.of("modelservice.runtime.model-name", model))) {
            JsonArray sentences = recorded.array("sentences");

            List<float[]> together = embed(runtime, model, sentences);

            assertThat(together).hasSameSizeAs(expected);
            for (int i = 0; i < expected.size(); i++) {
                float[] alone = embed(runtime, model, new JsonArray().add(sentences.getString(i)))
                        .getFirst();
                for (float[] actual : List.of(together.get(i), alone)) {
                    assertThat(Recorded.cosine(actual, expected.get(i)))
                            .as("cosine of '%s'", sentences.getString(i))
                            .isGreaterThanOrEqualTo(leastCosine);
                    assertThat(Recorded.largestDifference(actual, expected.get(i)))
                            .as("difference of '%s'", sentences.getString(i))
                            .isLessThanOrEqualTo(mostDifference);
                }
            }
            assertThat(Recorded.cosine(together.get(0), together.get(1)))
                    .as("a cat and a kitten are closer than a cat and revenue")
                    .isGreaterThan(Recorded.cosine(together.get(0), together.get(2)) + 0.3);
            predictTakesTexts(runtime, sentences, together.getFirst());
        }
    }

    private static void predictTakesTexts(RuntimeProcess runtime, JsonArray sentences, float[] expected) {
        JsonObject request = new JsonObject().put("x_test", new JsonArray().add(sentences.getString(0)));

        HttpResponse<String> response = runtime.post("/predict", request.encode());

        float[] actual = Recorded.floats(
                new JsonObject(response.body()).getJsonArray("predictions").getJsonArray(0));
        assertThat(Recorded.cosine(actual, expected)).isGreaterThan(0.9999);
    }

    private static List<float[]> embed(RuntimeProcess runtime, String model, JsonArray texts) {
        JsonObject input = new JsonObject()
                .put("name", "text")
                .put("datatype", "BYTES")
                .put("shape", new JsonArray().add(texts.size()))
                .put("data", texts);
        HttpResponse<String> response = runtime.post(
                "/v2/models/" + model + "/infer",
                new JsonObject().put("inputs", new JsonArray().add(input)).encode());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        JsonObject output =
                new JsonObject(response.body()).getJsonArray("outputs").getJsonObject(0);
        assertThat(output.getString("name")).isEqualTo("embedding");
        assertThat(output.getJsonArray("shape")).isEqualTo(new JsonArray(List.of(texts.size(), 384)));
        float[] all = Recorded.floats(output.getJsonArray("data"));
        return java.util.stream.IntStream.range(0, texts.size())
                .mapToObj(i -> java.util.Arrays.copyOfRange(all, i * 384, (i + 1) * 384))
                .toList();
    }
}
