package dev.modelservice.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** OpenAI's API, spoken to the packaged runtime with a model of embeddings. */
final class OpenAiIT {

    private static RuntimeProcess runtime;

    @BeforeAll
    static void start() throws IOException {
        runtime = RuntimeProcess.ready(
                Recorded.unpackedModel("minilm"),
                Map.of("modelservice.runtime.model-name", "minilm", "modelservice.runtime.max-request-bytes", "65536"));
    }

    @AfterAll
    static void stop() throws IOException {
        runtime.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/embeddings", "/openai/v1/embeddings"})
    void embeddingsAreThoseThatPythonRecorded(String path) throws IOException {
        Recorded recorded = Recorded.embeddings("minilm");
        List<float[]> expected = recorded.rows("embedding");
        JsonObject request = new JsonObject().put("model", "team-a/minilm").put("input", recorded.array("sentences"));

        JsonObject asNumbers = embed(path, request);
        JsonObject asBytes = embed(path, request.copy().put("encoding_format", "base64"));

        assertThat(asNumbers.getString("model")).isEqualTo("minilm");
        assertThat(asNumbers.getJsonObject("usage").getInteger("prompt_tokens")).isGreaterThan(expected.size());
        JsonArray data = asNumbers.getJsonArray("data");
        assertThat(data).hasSameSizeAs(expected);
        for (int i = 0; i < expected.size(); i++) {
            float[] actual = Recorded.floats(data.getJsonObject(i).getJsonArray("embedding"));
            assertThat(Recorded.largestDifference(actual, expected.get(i))).isLessThan(0.0001);
            String bytes = asBytes.getJsonArray("data").getJsonObject(i).getString("embedding");
            assertThat(floats(bytes)).as("both encodings of %d", i).containsExactly(actual);
        }
    }

    private static JsonObject embed(String path, JsonObject request) {
        HttpResponse<String> response = runtime.post(path, request.encode());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return new JsonObject(response.body());
    }

    private static float[] floats(String base64) {
        ByteBuffer bytes = ByteBuffer.wrap(Base64.getDecoder().decode(base64)).order(ByteOrder.LITTLE_ENDIAN);
        float[] floats = new float[bytes.remaining() / Float.BYTES];
        bytes.asFloatBuffer().get(floats);
        return floats;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            POST | /v1/embeddings | {"input": "x"} | 400 | {"error":{"message":"model is missing","type":"invalid_request_error","param":"model","code":null}}
            POST | /v1/embeddings | {"model": "other", "input": "x"} | 404 | {"error":{"message":"there is no model 'other' here; this server has 'minilm'","type":"invalid_request_error","param":"model","code":"model_not_found"}}
            POST | /v1/embeddings | {"model": "minilm", "input": [1]} | 400 | {"error":{"message":"input: this server takes texts only, no token ids","type":"invalid_request_error","param":"input","code":null}}
            POST | /v1/embeddings | {"model": "minilm", "input": "x", "dimensions": 100} | 400 | {"error":{"message":"dimensions: the model's embeddings have 384 and cannot be shortened","type":"invalid_request_error","param":"dimensions","code":null}}
            POST | /v1/chat/completions | {"model": "minilm", "messages": [{"role": "user", "content": "x"}]} | 400 | {"error":{"message":"model: 'minilm' gives embeddings of texts, not texts that it writes; use /v1/embeddings","type":"invalid_request_error","param":"model","code":null}}
            POST | /openai/v1/completions | {"model": "minilm", "prompt": "x"} | 400 | {"error":{"message":"model: 'minilm' gives embeddings of texts, not texts that it writes; use /v1/embeddings","type":"invalid_request_error","param":"model","code":null}}
            GET  | /v1/embeddings | `` | 405 | {"error":{"message":"expected POST at /v1/embeddings","type":"invalid_request_error","param":null,"code":"method_not_supported"}}
            GET  | /openai/v1/files | `` | 404 | {"error":{"message":"there is no /openai/v1/files here; GET /docs shows what there is","type":"invalid_request_error","param":null,"code":"unknown_url"}}
            GET  | /v1/models/other | `` | 404 | {"error":{"message":"there is no model 'other' here; this server has 'minilm'","type":"invalid_request_error","param":"model","code":"model_not_found"}}
            """)
    void aRefusalIsInOpenAisWords(String method, String path, String body, int status, String expected) {
        HttpRequest request = HttpRequest.newBuilder(runtime.http(path))
                .method(method, HttpRequest.BodyPublishers.ofString(body == null ? "" : body))
                .header("x-request-id", "mine-1")
                .build();

        HttpResponse<String> response = runtime.send(request);

        assertThat(response.body()).isEqualTo(expected);
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.headers().firstValue("x-request-id")).contains("mine-1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/models/minilm",
                "/openai/v1/models/minilm",
                "/v1/models/team-a/minilm",
                "/openai/v1/models/team-a%2Fminilm"
            })
    void theModelIsThereForBothProtocols(String path) {
        JsonObject model = new JsonObject(runtime.get(path).body());

        assertThat(model.getInteger("created")).isPositive();
        assertThat(model.copy().put("created", 0))
                .isEqualTo(new JsonObject(
                        "{\"id\":\"minilm\",\"object\":\"model\",\"created\":0,\"owned_by\":\"modelservice\","
                                + "\"name\":\"minilm\",\"ready\":true}"));
    }

    @Test
    void theListIsThereForBothProtocols() {
        HttpResponse<String> response = runtime.get("/v1/models");

        JsonObject list = new JsonObject(response.body());
        assertThat(list.getString("object")).isEqualTo("list");
        assertThat(list.getJsonArray("data").getJsonObject(0).getString("id")).isEqualTo("minilm");
        assertThat(list.getJsonArray("models")).isEqualTo(new JsonArray(List.of("minilm")));
        assertThat(response.headers().firstValue("x-request-id"))
                .hasValueSatisfying(id -> assertThat(id).startsWith("req_"));
    }

    @Test
    void aBodyThatIsTooLargeIsRefusedInOpenAisWords() {
        HttpResponse<String> response = runtime.post("/v1/embeddings", " ".repeat(65_537));

        assertThat(response.statusCode()).isEqualTo(413);
        assertThat(response.body()).contains("\"code\":\"request_too_large\"");
    }

    @Test
    void requestsAndTokensAreCounted() {
        String answered =
                "modelservice_runtime_requests_total{model=\"minilm\",outcome=\"answered\",protocol=\"openai\"}";
        String tokens = "modelservice_runtime_tokens_total{direction=\"prompt\",model=\"minilm\"}";
        double answeredBefore = runtime.metric(answered);
        double tokensBefore = runtime.metric(tokens);

        JsonObject answer =
                embed("/v1/embeddings", new JsonObject().put("model", "minilm").put("input", "A cat sleeps."));

        assertThat(runtime.metric(answered)).isEqualTo(answeredBefore + 1);
        assertThat(runtime.metric(tokens))
                .isEqualTo(tokensBefore + answer.getJsonObject("usage").getInteger("prompt_tokens"));
    }
}
