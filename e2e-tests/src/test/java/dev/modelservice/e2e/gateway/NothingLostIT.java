package dev.modelservice.e2e.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modelservice.e2e.cluster.ControlPlane;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Changes under load: every request is answered by a model. */
final class NothingLostIT {

    private static final Vertx VERTX = Vertx.vertx();
    private static final int CONNECTIONS = 32;

    private static Stage stage;
    private static GatewayProcess gateway;
    private static Client client;

    @BeforeAll
    static void start() {
        stage = Stage.open();
        gateway = GatewayProcess.ready(stage.access(), Map.of());
        client = new Client(VERTX, gateway.port());
    }

    @AfterAll
    static void stop() {
        gateway.close();
        Client.get(VERTX.close());
    }

    @Test
    void aReplicaThatTakesNoConnectionsCostsNoRequest() {
        Backend good = Backend.start(VERTX, "good");
        Backend dead = Backend.start(VERTX, "dead");
        stage.model("retried");
        stage.replica("retried", "current", "good", good);
        stage.replica("retried", "current", "dead", dead);
        client.awaitServed(stage.host("retried"));
        dead.close();

        Flow flow = Flow.start(client, CONNECTIONS, stage.host("retried"), "/predict");
        flow.awaitAnswers(2000);

        assertThat(flow.stop()).as("requests that failed").isEmpty();
        assertThat(gateway.metric("modelservice_gateway_retries_total{namespace=\"" + stage.namespace()))
                .isPositive();
    }

    @Test
    void aReplicaThatIsToEndGetsNoNewRequestsAndFinishesItsOwn() {
        Backend staying = Backend.start(VERTX, "staying");
        Backend leaving = Backend.start(VERTX, "leaving");
        stage.model("drained");
        stage.replica("drained", "current", "staying", staying);
        stage.replica("drained", "current", "leaving", leaving);
        client.awaitServed(stage.host("drained"));
        Flow flow = Flow.start(client, CONNECTIONS, stage.host("drained"), "/slow?millis=3");
        Awaitility.await().until(() -> leaving.requests() > 50);

        stage.replica("drained", "current", "leaving", leaving.port(), 0, false, true);
        Awaitility.await()
                .during(Duration.ofMillis(300))
                .atMost(Duration.ofSeconds(20))
                .until(() -> leaving.atWork() == 0);
        leaving.close();
        stage.removeReplica("drained", "leaving");
        flow.awaitAnswers(1000);

        assertThat(flow.stop()).as("requests that failed").isEmpty();
    }

    @Test
    void weightsChangeUnderLoad() {
        Backend one = Backend.start(VERTX, "one");
        Backend two = Backend.start(VERTX, "two");
        stage.model("weighed");
        stage.replica("weighed", "r1", "one", one);
        stage.replica("weighed", "r2", "two", two);
        stage.revisions("weighed", "[{name: r1, weight: 100}, {name: r2, weight: 0}]");
        client.awaitServed(stage.host("weighed"));
        Flow flow = Flow.start(client, CONNECTIONS, stage.host("weighed"), "/predict");
        for (int weight = 10; weight <= 100; weight += 30) {
            stage.revisions(
                    "weighed", "[{name: r1, weight: %d}, {name: r2, weight: %d}]".formatted(100 - weight, weight));
            int before = two.requests();
            Awaitility.await().until(() -> two.requests() > before + 100);
        }
        Awaitility.await("the last weights are in use").until(() -> {
            int seen = one.requests();
            flow.awaitAnswers(200);
            return one.requests() == seen;
        });
        int last = one.requests();
        flow.awaitAnswers(500);

        assertThat(flow.stop()).as("requests that failed").isEmpty();
        assertThat(one.requests()).as("requests to a revision without weight").isEqualTo(last);
    }

    @Test
    void aRequestForAModelWithoutReplicaWaitsForOne() {
        Backend late = Backend.start(VERTX, "late");
        stage.model("cold");
        stage.revisions("cold", "[{name: current, weight: 100}]");
        Awaitility.await().until(() -> gateway.management("/q/metrics").body().contains("modelservice=\"cold\""));
        var held = client.send(HttpMethod.GET, stage.host("cold"), "/predict", Map.of(), null);
        Awaitility.await()
                .until(() -> gateway.metric("modelservice_gateway_queued{namespace=\"" + stage.namespace()
                                + "\",modelservice=\"cold\"")
                        == 1);

        stage.replica("cold", "current", "late", late);

        assertThat(Client.get(held).status()).isEqualTo(200);
    }

    @Test
    void oneOfTwoGatewaysStopsUnderLoad() {
        Backend backend = Backend.start(VERTX, "backend");
        stage.model("shared");
        stage.replica("shared", "current", "one", backend);
        client.awaitServed(stage.host("shared"));
        try (GatewayProcess other = GatewayProcess.ready(stage.access(), Map.of("drain-quiet-millis", "1000"))) {
            Client leaving = new Client(VERTX, other.port());
            Flow flow = Flow.start(leaving, CONNECTIONS, stage.host("shared"), "/predict");
            Flow staying = Flow.start(client, CONNECTIONS, stage.host("shared"), "/predict");
            flow.awaitAnswers(500);

            other.sigterm();
            Awaitility.await().until(() -> !other.isReady());
            // Endpoints lead to it for a moment more.
            flow.awaitAnswers(200);
            List<String> failures = new ArrayList<>(flow.stop());
            Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> !other.process().isAlive());
            failures.addAll(staying.stop());

            assertThat(failures).as("requests that failed").isEmpty();
            assertThat(other.log()).contains("Asked to stop").doesNotContain("did not end within");
        }
    }

    @Test
    void withoutTheApiServerItServesOnAndWithoutOneFromTheStartItIsNotReady() {
        Backend backend = Backend.start(VERTX, "backend");
        ControlPlane plane = ControlPlane.start("outage");
        Stage away = Stage.open(plane);
        away.model("kept");
        away.replica("kept", "current", "one", backend);
        try (GatewayProcess keeping = GatewayProcess.ready(away.access(), Map.of())) {
            Client keeper = new Client(VERTX, keeping.port());
            keeper.awaitServed(away.host("kept"));
            Flow flow = Flow.start(keeper, 4, away.host("kept"), "/predict");

            plane.close();
            flow.awaitFor(Duration.ofSeconds(10));

            assertThat(flow.stop()).as("requests that failed").isEmpty();
            assertThat(keeping.isReady()).isTrue();
            try (GatewayProcess late = GatewayProcess.start(away.access(), Map.of())) {
                Awaitility.await()
                        .atMost(Duration.ofSeconds(30))
                        .until(() -> late.log().contains("Gateway listening"));
                assertThat(late.isReady()).isFalse();
            }
        }
    }
}
