package dev.modelservice.e2e.stories;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modelservice.api.v1alpha1.ConditionType;
import dev.modelservice.api.v1alpha1.Reason;
import dev.modelservice.e2e.actors.ClusterUser;
import dev.modelservice.e2e.actors.Crowd;
import dev.modelservice.e2e.actors.Deliveries;
import dev.modelservice.e2e.assertions.ModelServiceAssert;
import dev.modelservice.e2e.gateway.Client;
import io.vertx.core.Vertx;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * All of a new revision beside all of the old one: tried at an address of its own, then switched at once, there and back.
 */
class BlueGreenE2E {
    @RegisterExtension
    static final Kind KIND = new Kind(Gateway.VALUES);

    private static final Vertx VERTX = Vertx.vertx();

    private static Sums models;

    @BeforeAll
    static void buildTheServersImage() {
        models = Sums.on(KIND, VERTX);
    }

    @AfterAll
    static void leave() {
        Client.get(VERTX.close());
    }

    @Test
    void theNewRevisionCanBeTriedBeforeItGetsEverythingAtOnce() {
        var user = KIND.user("blue-green");
        user.apply(colour("0.01", "blue"));
        user.await("sums", ModelServiceAssert::isReady);
        var client = Gateway.of(KIND).client(VERTX);
        client.awaitServedByAll("sums." + user.namespace(), "/");
        var blue = user.stableOf("sums");
        var preview = "sums-preview." + user.namespace();
        assertThat(client.get(preview, "/").status()).isEqualTo(404);

        try (var crowd = Crowd.keepingConnections(VERTX, models.question(user), 16)
                        .awaitAnswers(100);
                var deliveries = new Deliveries(user)) {
            user.apply(colour("0.02", "green"));
            user.await("sums", it -> it.isReady().says(ConditionType.RECONCILING, true, Reason.ROLLOUT_PAUSED));
            var green = String.valueOf(Sums.status(user).candidateRevision());
            user.await(() -> assertThat(client.get(preview, "/").header("modelservice-revision"))
                    .isEqualTo(green));
            assertThat(crowd.answers()).allMatch(answer -> answer.revision().equals(blue));

            act(user, "promote@1");
            user.await(() -> assertThat(user.stableOf("sums")).isEqualTo(green));
            crowd.awaitAnswers(200);
            assertThat(client.get("sums." + user.namespace(), "/").header("modelservice-revision"))
                    .isEqualTo(green);

            // Its pods are still warm, so the way back is as quick.
            act(user, "undo@2");
            user.await(() -> assertThat(user.stableOf("sums")).isEqualTo(blue));
            assertThat(Sums.status(user).revisions())
                    .filteredOn(revision -> revision.name().equals(blue))
                    .allMatch(revision -> Integer.valueOf(1).equals(revision.readyReplicas()));
            crowd.awaitAnswers(200);
            assertThat(crowd.stop().failures()).isEmpty();
            deliveries.wereRight();
            System.out.println("blue and green: " + crowd.answered() + " answers, no failure");
        }
    }

    private static String colour(String delay, String version) {
        var canary = models.manifest("good", delay, version);
        return canary.substring(0, canary.indexOf("  rollout:"))
                + "  rollout: {strategy: BlueGreen, scaleDownDelaySeconds: 120}\n";
    }

    private static void act(ClusterUser user, String action) {
        user.modelService("sums").edit(service -> {
            service.getMetadata().getAnnotations().put("modelservice.dev/action", action);
            return service;
        });
    }
}
