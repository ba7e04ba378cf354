package dev.modelservice.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** KServe's V1, spoken to the packaged runtime with the dense example model. */
final class V1IT {

    private static RuntimeProcess runtime;

    @BeforeAll
    static void start() throws IOException {
        runtime = RuntimeProcess.ready(Recorded.denseModel(), Map.of("modelservice.runtime.model-name", "dense"));
    }

    @AfterAll
    static void stop() throws IOException {
        runtime.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/models/dense:predict", "/v1/models/dense%3Apredict"})
    void rowsAndColumnsAreAnsweredAsPythonDoes(String path) throws IOException {
        Recorded recorded = Recorded.dense();
        JsonArray rows = recorded.array("inputs");
        JsonArray named = new JsonArray();
        rows.forEach(row -> named.add(new JsonObject().put("x", row)));

        for (JsonObject request : new JsonObject[] {
            new JsonObject().put("instances", rows),
            new JsonObject().put("instances", named),
            new JsonObject().put("inputs", rows),
            new JsonObject().put("inputs", new JsonObject().put("x", rows))
        }) {
            HttpResponse<String> response = runtime.post(path, request.encode());

            assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
            JsonArray predictions = new JsonObject(response.body()).getJsonArray("predictions");
            assertThat(predictions).hasSize(8);
            for (int i = 0; i < 8; i++) {
                assertThat(predictions.getJsonArray(i).getFloat(0))
                        .isCloseTo(recorded.rows("probability").get(i)[0], offset(1e-6f));
            }
        }
    }

    @Test
    void theModelSaysThatItIsReady() {
        JsonObject model = new JsonObject(runtime.get("/v1/models/dense").body());

        assertThat(model.getString("name")).isEqualTo("dense");
        assertThat(model.getBoolean("ready")).isTrue();
        assertThat(new JsonObject(runtime.get("/v1/models").body()).getJsonArray("models"))
                .isEqualTo(new JsonArray().add("dense"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            POST | /v1/models/dense:predict | {"instances": [[1, 2]]} | 400 | {"error":"input 'x': expected shape [-1,100] (-1: any size), got [1,2]"}
            POST | /v1/models/dense:predict | {"instances": []} | 400 | {"error":"input 'x': expected shape [-1,100] (-1: any size), got [0]"}
            POST | /v1/models/other:predict | {"instances": [[1, 2]]} | 404 | {"error":"there is no model 'other' here; this server has 'dense'"}
            POST | /v1/models/dense:explain | {} | 400 | {"error":"this server gives no explanations; use /v1/models/dense:predict for a prediction"}
            POST | /v1/models/dense:train | {} | 404 | {"error":"there is no /v1/models/dense:train here; expected :predict"}
            POST | /v1/models/dense | {} | 405 | {"error":"expected GET here, or POST at /v1/models/dense:predict"}
            """)
    void aRefusalIsInTheWordsOfV1(String method, String path, String body, int status, String expected) {
        HttpRequest request = HttpRequest.newBuilder(runtime.http(path))
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();

        HttpResponse<String> response = runtime.send(request);

        assertThat(response.body()).isEqualTo(expected);
        assertThat(response.statusCode()).isEqualTo(status);
    }

    @Test
    void requestsAreCounted() {
        String malformed = "modelservice_runtime_requests_total{model=\"dense\",outcome=\"malformed\",protocol=\"v1\"}";
        double before = runtime.metric(malformed);

        runtime.post("/v1/models/dense:predict", "{}");

        assertThat(runtime.metric(malformed)).isEqualTo(before + 1);
    }
}
