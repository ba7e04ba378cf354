package dev.modelservice.gateway.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What nobody expected is thrown on a request's way: its client hears so at once. Three things do that here: a time limit of more
 * nanoseconds than there are numbers, a port that there is not, and a trailer that Vert.x reads and does not write.
 */
@Timeout(30)
final class FailureTest {

    private static final String ENDLESS = "endless";
    private static final String NOWHERE = "nowhere";
    private static final String TRAILER = "trailer";
    private static final String FINE = "HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok";
    private static final Vertx VERTX = Vertx.vertx();

    private static RunningGateway gateway;

    @BeforeAll
    static void start() {
        gateway = RunningGateway.start(VERTX)
                .serving(ENDLESS, Duration.ofSeconds(Long.MAX_VALUE), FINE)
                .serving(NOWHERE, Duration.ofMinutes(5), 70_000)
                .serving(
                        TRAILER,
                        Duration.ofMinutes(5),
                        "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n2\r\nok\r\n0\r\nx: a\u0001b\r\n\r\n",
                        FINE);
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @ParameterizedTest
    @CsvSource({
        ENDLESS + ", /v2/models/m/infer, '{\"error\":\"the gateway failed'",
        ENDLESS + ", /v1/chat/completions, '{\"error\":{\"message\":\"the gateway failed'",
        NOWHERE + ", /v2/models/m/infer, '{\"error\":\"the gateway failed'",
    })
    void theClientIsToldAtOnceInItsProtocolsShape(String model, String path, String body) throws Exception {
        var answer = gateway.post(model, path);

        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(answer.body()).startsWith(body);
        assertThat(gateway.logged()).contains("for team-a/" + model);
    }

    @Test
    void aGrpcCallEndsWithTheStatusInternal() throws Exception {
        var answer = VERTX.createHttpClient(RunningGateway.HTTP2)
                .request(
                        HttpMethod.POST,
                        gateway.port(),
                        "127.0.0.1",
                        "/team-a/endless/inference.GRPCInferenceService/ModelInfer")
                .compose(request -> request.putHeader(HttpHeaders.CONTENT_TYPE, "application/grpc")
                        .send())
                .toCompletionStage()
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.getHeader("grpc-status")).isEqualTo("13");
        assertThat(answer.getHeader("grpc-message")).startsWith("the gateway failed");
    }

    /** The model takes one request at a time, and nobody may wait. */
    @Test
    void thePlaceIsGivenBack() throws Exception {
        for (int i = 0; i < 3; i++) {
            assertThat(gateway.post(NOWHERE, "/predict").statusCode()).isEqualTo(500);
        }

        assertThat(gateway.openRequests()).isZero();
    }

    @Test
    void theConnectionServesOn() throws IOException {
        String get = "GET /team-a/%s/predict HTTP/1.1\r\nhost: gateway\r\n%s\r\n";
        try (Socket socket = new Socket("127.0.0.1", gateway.port())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream()
                    .write((get.formatted(NOWHERE, "") + get.formatted(ENDLESS, "connection: close\r\n"))
                            .getBytes(StandardCharsets.US_ASCII));

            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII)
                            .split("HTTP/1.1 500 ", -1))
                    .hasSize(3);
        }
    }

    @Test
    void anAnswerThatHasBegunIsBrokenOff() throws Exception {
        assertThatThrownBy(() -> gateway.post(TRAILER, "/predict")).isInstanceOf(IOException.class);

        assertThat(gateway.post(TRAILER, "/predict").body()).isEqualTo("ok");
        assertThat(gateway.openRequests()).isZero();
    }
}
