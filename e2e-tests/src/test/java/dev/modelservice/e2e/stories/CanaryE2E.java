package dev.modelservice.e2e.stories;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modelservice.api.v1alpha1.ConditionType;
import dev.modelservice.api.v1alpha1.Reason;
import dev.modelservice.e2e.actors.Crowd;
import dev.modelservice.e2e.actors.Deliveries;
import dev.modelservice.e2e.assertions.ModelServiceAssert;
import dev.modelservice.e2e.gateway.Client;
import io.vertx.core.Vertx;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * A new revision under load, with real pods behind the real gateway: a good one proves itself and is promoted, and no request is lost.
 */
class CanaryE2E {
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
    void aGoodRevisionProvesItselfAndIsPromotedByItself() {
        var user = KIND.user("good");
        try (var crowd = models.serving(user);
                var deliveries = new Deliveries(user)) {
            var old = user.stableOf("sums");

            user.apply(models.manifest("good", "0.05", "second"));

            user.await(() -> assertThat(user.stableOf("sums")).isNotEqualTo(old));
            var rollout = Objects.requireNonNull(Sums.status(user).rollout());
            assertThat(rollout.verdicts())
                    .hasSize(2)
                    .allSatisfy(verdict -> assertThat(verdict.verdict()).isEqualTo("Pass"));
            crowd.awaitAnswers(500);
            assertThat(crowd.stop().failures()).isEmpty();
            deliveries.wereRight();
            assertThat(deliveries.shares()).containsExactly("100", "100/0", "80/20", "50/50", "100");
            rollout.verdicts().forEach(System.out::println);
            System.out.println("good: " + crowd.answered() + " answers, no failure");
        }
    }

    @Test
    void ofAHundredThousandRequestsNoneIsLostByACanary() {
        var user = KIND.user("many");
        var rollout = """
                  rollout:
                    scaleDownDelaySeconds: 5
                    steps: [{weight: 10, holdSeconds: 15}, {weight: 50, holdSeconds: 15}]
                    analysis: {checks: [{metric: errorPercent, max: "1"}]}
                """;
        user.apply(Models.dense(1, "one", "{}") + rollout);
        user.await("dense", ModelServiceAssert::isReady);
        var gateway = Gateway.of(KIND);
        gateway.client(VERTX).awaitServedByAll("dense." + user.namespace(), "/v2");
        var old = user.stableOf("dense");

        try (var crowd = Crowd.keepingConnections(VERTX, gateway.ask(user, "dense"), 64)) {
            crowd.awaitAnswers(1000);
            user.apply(Models.dense(1, "two", "{}") + rollout);

            user.await(() -> assertThat(user.stableOf("dense")).isNotEqualTo(old));
            user.await(() -> assertThat(user.deployment(old).get()).isNull());
            crowd.awaitAnswers(Math.max(1000, 100_000 - crowd.answered()));
            assertThat(crowd.stop().failures()).isEmpty();
            var byNew = crowd.answers().stream()
                    .filter(answer -> !answer.revision().equals(old))
                    .count();
            System.out.printf("%d answers, %d by the new revision, no failure%n", crowd.answered(), byNew);
        }
    }

    @Test
    void withoutRequestsItWaitsAndWithThemItGoesOn() {
        var user = KIND.user("idle");
        models.served(user);
        var old = user.stableOf("sums");
        user.apply(models.manifest("good", "0.05", "second"));
        user.await(() -> assertThat(
                        Objects.requireNonNull(Sums.status(user).rollout()).phase())
                .isEqualTo("Inconclusive"));
        user.await("sums", it -> it.isReady().says(ConditionType.RECONCILING, true, Reason.ANALYSIS_INCONCLUSIVE));
        assertThat(user.stableOf("sums")).isEqualTo(old);

        try (var crowd = Crowd.keepingConnections(VERTX, models.question(user), 16)) {
            user.await(() -> assertThat(user.stableOf("sums")).isNotEqualTo(old));
            assertThat(crowd.stop().failures()).isEmpty();
        }
    }
}
