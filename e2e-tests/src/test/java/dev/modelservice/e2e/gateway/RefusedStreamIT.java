package dev.modelservice.e2e.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What HTTP/2 says was not looked at goes to another replica, with its body; what may have been is not. */
final class RefusedStreamIT {

    private static final Vertx VERTX = Vertx.vertx();
    private static final int REFUSED_STREAM = 7;
    private static final int INTERNAL_ERROR = 2;

    private static Stage stage;
    private static GatewayProcess gateway;
    private static Client client;

    private final AtomicInteger refusals = new AtomicInteger();

    @BeforeAll
    static void start() {
        stage = Stage.open();
        gateway = GatewayProcess.ready(stage.access(), Map.of());
        client = new Client(VERTX, gateway.port(), HttpVersion.HTTP_2);
    }

    @AfterAll
    static void stop() {
        gateway.close();
        Client.get(VERTX.close());
    }

    private void models(String model, Consumer<HttpServerRequest> bad) {
        HttpServer refusing = server(request -> {
            refusals.incrementAndGet();
            bad.accept(request);
        });
        HttpServer answering = server(request -> request.body().onSuccess(body -> request.response()
                .putHeader("content-type", "application/grpc")
                .putHeader("grpc-status", "0")
                .end(body)));
        stage.model(model);
        stage.replica(model, "current", "bad", refusing.actualPort(), refusing.actualPort(), true, false);
        stage.replica(model, "current", "good", answering.actualPort(), answering.actualPort(), true, false);
        Awaitility.await().until(() -> gateway.management("/q/metrics").body().contains("modelservice=\"" + model + "\""));
    }

    private static HttpServer server(Consumer<HttpServerRequest> handler) {
        return Client.get(VERTX.createHttpServer().requestHandler(handler::accept).listen(0, Backend.address()));
    }

    private static Client.Answer call(String model, String body) {
        return Client.get(client.send(
                HttpMethod.POST,
                stage.host(model),
                "/inference.GRPCInferenceService/ModelInfer",
                Map.of("content-type", "application/grpc"),
                Buffer.buffer(body)));
    }

    @Test
    void aRefusedStreamGoesToAnotherReplica() {
        models("refusing", request -> request.response().reset(REFUSED_STREAM));

        for (int i = 0; i < 50; i++) {
            Client.Answer answer = call("refusing", "message " + i);

            assertThat(answer.header("grpc-status")).isEqualTo("0");
            assertThat(answer.body()).isEqualTo("message " + i);
        }

        assertThat(refusals.get()).as("streams that were refused").isPositive();
    }

    @Test
    void aStreamBeyondAGoAwayGoesToAnotherReplica() {
        models("leaving", request -> request.connection().goAway(0, 0));

        for (int i = 0; i < 50; i++) {
            Client.Answer answer = call("leaving", "message " + i);

            assertThat(answer.header("grpc-status")).isEqualTo("0");
            assertThat(answer.body()).isEqualTo("message " + i);
        }

        assertThat(refusals.get()).as("streams that were refused").isPositive();
    }

    @Test
    void aStreamThatMayHaveBeenLookedAtIsNotTriedAgain() {
        models("failing", request -> request.response().reset(INTERNAL_ERROR));

        int failures = 0;
        for (int i = 0; i < 20; i++) {
            failures += call("failing", "message").header("grpc-status").equals("14") ? 1 : 0;
        }

        assertThat(failures).isEqualTo(refusals.get()).isPositive();
    }
}
