package dev.modelservice.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Clients that are slow, large or sly, and the small endpoints of V2's extensions. */
final class BoundsIT {

    private static final int LIMIT = 100_000;

    private static RuntimeProcess runtime;

    @BeforeAll
    static void start() throws IOException {
        runtime = RuntimeProcess.ready(
                Recorded.denseModel(),
                Map.of(
                        "modelservice.runtime.model-name",
                        "dense",
                        "modelservice.runtime.max-request-bytes",
                        Integer.toString(LIMIT),
                        "modelservice.runtime.max-held-bytes",
                        Integer.toString(LIMIT),
                        "modelservice.runtime.max-body-seconds",
                        "5"));
    }

    @AfterAll
    static void stop() throws IOException {
        runtime.close();
    }

    @Test
    void aBodyThatDoesNotComeIsNotWaitedFor() throws IOException {
        String answer = speak("POST /predict HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\n{\"x");

        assertThat(answer)
                .startsWith("HTTP/1.1 408 ")
                .containsIgnoringCase("connection: close")
                .endsWith("{\"error\":\"the request did not arrive within the 5 seconds that are allowed\"}");
    }

    @Test
    void aHeadThatIsTooLargeIsRefused() throws IOException {
        String answer = speak("GET /v2 HTTP/1.1\r\nHost: x\r\nX-Large: " + "x".repeat(20_000) + "\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 431 ");
    }

    /** The whole of what is allowed for all bodies is taken by one that is not here yet. */
    @Test
    void bodiesThatAreUnderWayTakeMemoryFromOthers() throws IOException {
        try (Socket slow = new Socket("127.0.0.1", runtime.http("/").getPort())) {
            slow.getOutputStream()
                    .write(("POST /predict HTTP/1.1\r\nHost: x\r\nContent-Length: " + LIMIT + "\r\n\r\n"
                                    + " ".repeat(LIMIT - 5))
                            .getBytes(StandardCharsets.US_ASCII));
            slow.getOutputStream().flush();
            HttpResponse<String> other;
            do {
                other = runtime.post("/predict", "{\"x_test\": [[]]}");
                // Once the slow one has its answer, there is nothing to be in the way of.
            } while (other.statusCode() == 400 && slow.getInputStream().available() == 0);

            assertThat(other.statusCode()).isEqualTo(429);
            assertThat(other.body())
                    .contains("the requests that are here fill the 100000 bytes that are allowed for all of them");
            assertThat(readAll(slow)).startsWith("HTTP/1.1 408 ");
        }
    }

    @Test
    void whatUnpacksToTooMuchIsRefused() throws IOException {
        ByteArrayOutputStream bomb = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(bomb)) {
            gzip.write(new byte[10_000_000]);
        }

        HttpResponse<String> response = runtime.send(HttpRequest.newBuilder(runtime.http("/predict"))
                .header("Content-Encoding", "gzip")
                .POST(HttpRequest.BodyPublishers.ofByteArray(bomb.toByteArray()))
                .build());

        assertThat(response.statusCode()).isEqualTo(413);
    }

    @Test
    void aCodingThatNobodyKnowsIsRefused() {
        HttpResponse<String> response = runtime.send(HttpRequest.newBuilder(runtime.http("/predict"))
                .header("Content-Encoding", "br")
                .POST(HttpRequest.BodyPublishers.ofString("{}"))
                .build());

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).contains("content coding 'br' is not known here");
    }

    @Test
    void statisticsCountWhatWasDone() {
        double before = inferences();

        runtime.post("/predict", new JsonObject().put("x_test", rows()).encode());

        assertThat(inferences()).isEqualTo(before + 2);
        JsonObject model = new JsonObject(runtime.get("/v2/models/stats").body())
                .getJsonArray("model_stats")
                .getJsonObject(0);
        assertThat(model.getString("name")).isEqualTo("dense");
        assertThat(model.getJsonObject("inference_stats")
                        .getJsonObject("success")
                        .getLong("ns"))
                .isPositive();
        assertThat(model.getJsonArray("batch_stats").getJsonObject(0).getInteger("batch_size"))
                .isEqualTo(2);
        assertThat(runtime.get("/v2/models/other/stats").statusCode()).isEqualTo(404);
    }

    private static Object rows() {
        return java.util.Collections.nCopies(2, java.util.Collections.nCopies(100, 0.5));
    }

    private static double inferences() {
        return new JsonObject(runtime.get("/v2/models/dense/versions/1/stats").body())
                .getJsonArray("model_stats")
                .getJsonObject(0)
                .getLong("inference_count");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    /v2/repository/index | `` | 200 | [{"name":"dense","version":"1","state":"READY","reason":""}]
                    /v2/repository/index | {"ready":true} | 200 | [{"name":"dense","version":"1","state":"READY","reason":""}]
                    /v2/repository/index | {"ready": | 400 | {"error":"the request is no JSON that can be read: Unexpected end-of-input within/between Object entries (line 1, column 10)"}
                    /v2/repository/models/dense/load | {} | 405 | {"error":"one process of this server serves one model, so models are neither loaded nor unloaded on request"}
                    /v2/repository/models/dense/unload | {} | 405 | {"error":"one process of this server serves one model, so models are neither loaded nor unloaded on request"}
                    """)
    void theRepositoryHasOneModel(String path, String body, int status, String answer) {
        HttpResponse<String> response = runtime.post(path, body);

        assertThat(response.body()).isEqualTo(answer);
        assertThat(response.statusCode()).isEqualTo(status);
    }

    private static String speak(String request) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", runtime.http("/").getPort())) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().flush();
            return readAll(socket);
        }
    }

    private static String readAll(Socket socket) throws IOException {
        socket.setSoTimeout(30_000);
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}
