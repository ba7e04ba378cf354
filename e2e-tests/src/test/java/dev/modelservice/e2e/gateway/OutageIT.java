package dev.modelservice.e2e.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** An API server that is not there, and comes back. */
final class OutageIT {

    private static final Vertx VERTX = Vertx.vertx();
    private static final Duration BACK = Duration.ofSeconds(90);

    @AfterAll
    static void stop() {
        Client.get(VERTX.close());
    }

    @Test
    void aGatewayThatStartsWithoutTheApiServerBecomesReadyWhenItIsThere() {
        Stage stage = Stage.open();
        Backend backend = Backend.start(VERTX, "backend");
        stage.model("found");
        stage.replica("found", "current", "one", backend);
        try (Relay relay = new Relay(VERTX, stage.access());
                GatewayProcess gateway = GatewayProcess.start(relay.through(stage.access()), Map.of())) {
            Client client = new Client(VERTX, gateway.port());
            Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> gateway.log().contains("Gateway listening"));
            assertThat(gateway.isReady()).isFalse();
            Client.Answer early = client.get(stage.host("found"), "/");
            assertThat(early.status()).isEqualTo(503);
            assertThat(early.json().getString("error")).contains("the gateway does not know the cluster yet");

            relay.mend();

            Awaitility.await().atMost(BACK).until(gateway::isReady);
            assertThat(client.get(stage.host("found"), "/").status()).isEqualTo(200);
        }
    }

    @Test
    void whatChangesDuringAnOutageIsServedAfterItAndNothingIsLostMeanwhile() {
        Stage stage = Stage.open();
        Backend backend = Backend.start(VERTX, "backend");
        Backend other = Backend.start(VERTX, "other");
        stage.model("old");
        stage.replica("old", "current", "one", backend);
        try (Relay relay = new Relay(VERTX, stage.access())) {
            relay.mend();
            try (GatewayProcess gateway = GatewayProcess.ready(relay.through(stage.access()), Map.of())) {
                Client client = new Client(VERTX, gateway.port());
                assertThat(client.get(stage.host("old"), "/").status()).isEqualTo(200);
                Flow flow = Flow.start(client, 4, stage.host("old"), "/predict");

                relay.cut();
                stage.model("new");
                stage.replica("new", "current", "one", other);
                flow.awaitFor(Duration.ofSeconds(3));
                assertThat(client.get(stage.host("new"), "/").status()).isEqualTo(404);
                assertThat(gateway.isReady()).isTrue();
                relay.mend();

                Awaitility.await()
                        .atMost(BACK)
                        .until(() -> client.get(stage.host("new"), "/").status() == 200);
                assertThat(flow.stop()).as("requests that failed").isEmpty();
            }
        }
    }
}
