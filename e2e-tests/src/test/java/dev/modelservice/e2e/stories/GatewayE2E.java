package dev.modelservice.e2e.stories;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.modelservice.api.v1alpha1.ConditionType;
import dev.modelservice.api.v1alpha1.Reason;
import dev.modelservice.e2e.actors.ClusterUser;
import dev.modelservice.e2e.actors.Crowd;
import dev.modelservice.e2e.actors.PodClient;
import dev.modelservice.e2e.assertions.ModelServiceAssert;
import dev.modelservice.e2e.cluster.ApiServerOutage;
import dev.modelservice.e2e.gateway.Client;
import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Real requests go through the real gateway to real pods, whether or not anybody watches over them. */
class GatewayE2E {
    @RegisterExtension
    static final Kind KIND = new Kind(Gateway.VALUES);

    private static final Vertx VERTX = Vertx.vertx();
    private static final String PYTHON = "e2e-tests/src/test/python/kserve/build";
    private static final String REVISION = "modelservice-revision";

    private final Recorded recorded = Recorded.read("dense/answers.json");

    @AfterAll
    static void leave() {
        Client.get(VERTX.close());
    }

    @Test
    void everyWayToAModelLeadsThere() {
        var gateway = Gateway.of(KIND);
        var user = KIND.user("ways");
        user.apply(Models.dense(1, "one", "{hostname: dense.example.com}"));
        var ready = user.await("dense", it -> it.isReady().says(ConditionType.ENDPOINT_READY, true, Reason.ROUTED));
        var client = gateway.client(VERTX);
        var host = URI.create(Objects.requireNonNull(ready.getStatus().url())).getHost();
        assertThat(host).isEqualTo("dense.%s.svc.cluster.local".formatted(user.namespace()));

        answers(user, client.post(host, "/predict", Gateway.rows()));
        answers(user, client.post("dense." + user.namespace(), "/predict", Gateway.rows()));
        answers(user, client.post("dense.example.com", "/predict", Gateway.rows()));
        answers(user, client.post("elsewhere", "/%s/dense/predict".formatted(user.namespace()), Gateway.rows()));
        assertThat(client.get("elsewhere", "/v1/models").body()).contains(user.namespace() + "/dense");
        var nobody = client.get("nobody." + user.namespace(), "/v2");
        assertThat(nobody.status()).isEqualTo(404);
        assertThat(nobody.json().getString("error")).contains("nobody." + user.namespace());
        assertThat(PodClient.post(
                        KIND.user("asker"),
                        KIND.cluster().load(PYTHON),
                        ready.getStatus().url() + "/predict",
                        Gateway.rows()))
                .startsWith(user.stableOf("dense") + " {")
                .contains("predictions");
        assertThat(gateway.infer(host, recorded.inputs().get(0))).isCloseTo(expected(), within(1e-5));
    }

    @Test
    void aMinuteWithoutTheApiServerCostsNothingAndWhatCameAfterwardsIsSeen() {
        var gateway = Gateway.of(KIND);
        var user = KIND.user("outage");
        user.apply(Models.dense(1, "one", "{}"));
        user.await("dense", ModelServiceAssert::isReady);

        try (var crowd = Crowd.keepingConnections(VERTX, gateway.ask(user, "dense"), 8);
                var strangers = Crowd.connectingAnew(VERTX, gateway.ask(user, "dense"), 2)) {
            crowd.awaitAnswers(100);
            int before;
            try (var _ = ApiServerOutage.begin(KIND.cluster())) {
                before = crowd.answered();
                crowd.awaitFor(Duration.ofMinutes(1));
                assertThat(crowd.answered() - before).as("answers meanwhile").isGreaterThan(1000);
            }

            var first = user.podsOf("dense").getFirst();
            user.apply(Models.dense(2, "one", "{hostname: afterwards.example.com}"));
            user.await("dense", it -> it.isReady().hasReadyReplicas(2));
            // Each gateway looks for the API server at intervals of its own.
            gateway.client(VERTX).awaitServedByAll("afterwards.example.com", "/v2");
            answers(user, gateway.client(VERTX).post("afterwards.example.com", "/predict", Gateway.rows()));
            user.client().resource(first).delete();
            user.await(() -> assertThat(user.client().resource(first).get()).isNull());
            user.await("dense", it -> it.isReady().hasReadyReplicas(2));
            crowd.awaitAnswers(1000);

            assertThat(crowd.stop().failures()).isEmpty();
            assertThat(strangers.stop().failures()).isEmpty();
            System.out.printf(
                    "outage: %d answers over kept connections, %d over new ones%n",
                    crowd.answered(), strangers.answered());
        }
    }

    private void answers(ClusterUser user, Client.Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.header(REVISION)).isEqualTo(user.stableOf("dense"));
        assertThat(answer.json().getJsonArray("predictions").getJsonArray(0).getDouble(0))
                .isCloseTo(expected(), within(1e-5));
    }

    private double expected() {
        return recorded.rows("probability").get(0).path(0).asDouble();
    }
}
