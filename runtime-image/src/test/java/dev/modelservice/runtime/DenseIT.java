package dev.modelservice.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The V2 protocol and /predict, spoken to the packaged runtime with the dense example model. */
final class DenseIT {

    private static RuntimeProcess runtime;

    @BeforeAll
    static void start() throws IOException {
        runtime = RuntimeProcess.ready(
                Recorded.denseModel(),
                Map.of("modelservice.runtime.model-name", "dense", "modelservice.runtime.max-request-bytes", "65536"));
    }

    @AfterAll
    static void stop() throws IOException {
        runtime.close();
    }

    @Test
    void itAnswersAsPythonDoes() throws IOException {
        Recorded recorded = Recorded.dense();
        JsonObject request = new JsonObject()
                .put("id", "a1")
                .put(
                        "inputs",
                        new JsonArray()
                                .add(new JsonObject()
                                        .put("name", "x")
                                        .put("datatype", "FP32")
                                        .put("shape", new JsonArray(List.of(8, 100)))
                                        .put("data", recorded.array("inputs"))));

        HttpResponse<String> response = runtime.post("/v2/models/dense/infer", request.encode());

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("content-type")).contains("application/json");
        JsonObject answer = new JsonObject(response.body());
        assertThat(answer.getString("id")).isEqualTo("a1");
        assertThat(answer.getString("model_name")).isEqualTo("dense");
        JsonObject output = answer.getJsonArray("outputs").getJsonObject(0);
        assertThat(output.getString("name")).isEqualTo("probability");
        assertThat(output.getString("datatype")).isEqualTo("FP32");
        assertThat(output.getJsonArray("shape")).isEqualTo(new JsonArray(List.of(8, 1)));
        float[] actual = Recorded.floats(output.getJsonArray("data"));
        for (int i = 0; i < 8; i++) {
            assertThat(actual[i])
                    .as("row %d", i)
                    .isCloseTo(recorded.rows("probability").get(i)[0], offset(1e-6f));
        }
    }

    @Test
    void predictTakesAMatrixAndGivesOne() throws IOException {
        Recorded recorded = Recorded.dense();
        String request =
                new JsonObject().put("x_test", recorded.array("inputs")).encode();

        HttpResponse<String> response = runtime.post("/predict", request);

        assertThat(response.statusCode()).isEqualTo(200);
        JsonArray predictions = new JsonObject(response.body()).getJsonArray("predictions");
        assertThat(predictions).hasSize(8);
        for (int i = 0; i < 8; i++) {
            assertThat(predictions.getJsonArray(i).getFloat(0))
                    .isCloseTo(recorded.rows("probability").get(i)[0], offset(1e-6f));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    /v2                           | 200 | {"name":"modelservice-runtime","version":"0.1.0-SNAPSHOT","extensions":["binary_tensor_data","model_repository","statistics"]}
                    /v2/health/live               | 200 | {"live":true}
                    /v2/health/ready              | 200 | {"ready":true}
                    /v2/models/dense              | 200 | {"name":"dense","versions":["1"],"platform":"onnxruntime_onnx","inputs":[{"name":"x","datatype":"FP32","shape":[-1,100]}],"outputs":[{"name":"probability","datatype":"FP32","shape":[-1,1]}]}
                    /v2/models/dense/versions/1/ready | 200 | {"name":"dense","ready":true}
                    /v2/models/dense/ready        | 200 | {"name":"dense","ready":true}
                    /v2/models/dense/versions/2   | 404 | {"error":"model 'dense' has no version '2'; it has version '1'"}
                    /v2/models/other              | 404 | {"error":"there is no model 'other' here; this server has 'dense'"}
                    /v2/models/other/ready        | 404 | {"error":"there is no model 'other' here; this server has 'dense'"}
                    /v3/models                    | 404 | {"error":"there is no /v3/models here; GET /docs shows what there is"}
                    /predict                      | 405 | {"error":"expected POST at /predict"}
                    """)
    void itSaysWhatItIs(String path, int status, String body) {
        HttpResponse<String> response = runtime.get(path);

        assertThat(response.body()).isEqualTo(body);
        assertThat(response.statusCode()).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    /v2/models/other/infer | {"inputs":[]} | 404 | there is no model 'other' here; this server has 'dense'
                    /v2/models/dense/versions/3/infer | {"inputs":[]} | 404 | model 'dense' has no version '3'; it has version '1'
                    /v2/models/dense/infer | {"inputs":[]} | 400 | input 'x' is missing; the model takes: x FP32 [-1,100]
                    /v2/models/dense/infer | {"inputs":[{"name":"x","datatype":"FP32","shape":[1,2],"data":[1,2]}]} | 400 | input 'x': expected shape [-1,100] (-1: any size), got [1,2]
                    /v2/models/dense/infer | {"inputs":[{"name":"x","datatype":"FP64","shape":[1],"data":[1]}]} | 400 | input 'x': expected datatype FP32, got FP64
                    /v2/models/dense/infer | {"inputs | 400 | the request is no JSON that can be read: Unexpected end-of-input in field name (line 1, column 9)
                    /predict               | {"x_test":[[1,2]]} | 400 | input 'x': expected shape [-1,100] (-1: any size), got [1,2]
                    """)
    void aRefusalSaysWhatWasExpected(String path, String body, int status, String message) {
        HttpResponse<String> response = runtime.post(path, body);

        assertThat(new JsonObject(response.body()).getString("error")).isEqualTo(message);
        assertThat(response.statusCode()).isEqualTo(status);
    }

    @Test
    void aBodyThatSaysItIsTooLargeIsRefused() {
        HttpResponse<String> response = runtime.post("/v2/models/dense/infer", " ".repeat(65_537));

        assertThat(response.statusCode()).isEqualTo(413);
        assertThat(response.body())
                .isEqualTo("{\"error\":\"the request is larger than the 65536 bytes that are allowed\"}");
    }

    @Test
    void aBodyThatTurnsOutTooLargeIsRefused() {
        byte[] body = " ".repeat(200_000).getBytes(StandardCharsets.UTF_8);
        HttpRequest request = HttpRequest.newBuilder(runtime.http("/predict"))
                .POST(HttpRequest.BodyPublishers.ofInputStream(() -> new java.io.ByteArrayInputStream(body)))
                .build();

        assertThat(runtime.send(request).statusCode()).isEqualTo(413);
    }

    @Test
    void healthAndMetricsStandApart() {
        assertThat(runtime.health("/q/health/live").statusCode()).isEqualTo(200);
        assertThat(runtime.health("/q/health/ready").statusCode()).isEqualTo(200);
        assertThat(runtime.health("/q/health/started").statusCode()).isEqualTo(200);
        assertThat(runtime.get("/q/health").statusCode()).isEqualTo(404);
        assertThat(runtime.metric("modelservice_runtime_model_bytes{model=\"dense\"}"))
                .isGreaterThan(34_000);
        String malformed =
                "modelservice_runtime_requests_total{model=\"dense\",outcome=\"malformed\",protocol=\"predict\"}";
        double before = runtime.metric(malformed);
        runtime.post("/predict", "{}");
        assertThat(runtime.metric(malformed)).isEqualTo(before + 1);
    }

    @Test
    void nothingIsWrittenButToTheTemporaryFolder() throws IOException {
        try (Stream<Path> files = Files.list(runtime.home())) {
            assertThat(files.map(file -> file.getFileName().toString())).containsExactlyInAnyOrder("tmp", "work");
        }
        try (Stream<Path> files = Files.list(runtime.home().resolve("work"))) {
            assertThat(files).isEmpty();
        }
    }

    @Test
    void theLogIsJsonWithoutBodies() {
        runtime.post("/predict", "{\"x_test\": [[\"not-for-the-log\"]]}");

        assertThat(runtime.log().lines())
                .allSatisfy(line ->
                        assertThat(new JsonObject(line).getString("message")).isNotBlank());
        assertThat(runtime.log()).doesNotContain("not-for-the-log");
    }
}
