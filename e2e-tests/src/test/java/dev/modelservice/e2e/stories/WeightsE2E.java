package dev.modelservice.e2e.stories;

import static dev.modelservice.e2e.actors.Canary.SECOND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.modelservice.api.v1alpha1.RevisionStatus;
import dev.modelservice.e2e.actors.Canary;
import dev.modelservice.e2e.actors.Crowd;
import dev.modelservice.e2e.actors.Weights;
import dev.modelservice.e2e.assertions.ModelServiceAssert;
import dev.modelservice.e2e.gateway.Client;
import io.vertx.core.Vertx;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Two revisions share a model's requests.
 *
 * <ol>
 *   <li>the operator is away, and the gateway serves on; a second revision comes up
 *   <li>at 90/10 each gets its share of 10,000 requests
 *   <li>the weights change six times under 64 connections: no request fails, and none finds a revision without weight later
 *       than a second after the change
 *   <li>the operator comes back and makes the first one the only one again
 * </ol>
 */
class WeightsE2E {
    @RegisterExtension
    static final Kind KIND = new Kind(Gateway.VALUES);

    private static final Vertx VERTX = Vertx.vertx();
    private static final int CONNECTIONS = 64;
    private static final int COUNTED = 10_000;
    private static final int BETWEEN_CHANGES = 15_000;
    private static final int AT_LEAST = 100_000;

    @AfterAll
    static void leave() {
        Client.get(VERTX.close());
    }

    @Test
    void weightsAreExactAndTheirChangesLoseNothing() {
        var user = KIND.user("weights");
        user.apply(Models.dense(1, "one", "{}"));
        user.await("dense", ModelServiceAssert::isReady);
        var question = Gateway.of(KIND).ask(user, "dense");

        try (var crowd = Crowd.keepingConnections(VERTX, question, CONNECTIONS)) {
            crowd.awaitAnswers(100);
            KIND.install("replicas=0");
            user.await(() -> assertThat(KIND.operators()).isEmpty());
            crowd.awaitAnswers(1000);
            var canary = Canary.beside(user, "dense");
            var weights = new Weights(canary, crowd);

            var counted = weights.countAfter(90, 10, COUNTED);
            assertThat(counted.isWithinBound(SECOND, 10)).as(counted.toString()).isTrue();
            assertThat(counted.of(canary.first()) + counted.of(SECOND)).isEqualTo(counted.all());
            System.out.println("90/10: " + counted);

            List.of(0, 100, 10, 0, 100, 50).forEach(first -> {
                weights.change(first, 100 - first);
                crowd.awaitAnswers(BETWEEN_CHANGES);
            });

            KIND.install();
            user.await(() -> assertThat(
                            user.modelService("dense").require().getStatus().revisions())
                    .extracting(RevisionStatus::name, RevisionStatus::weight)
                    .containsExactly(tuple(canary.first(), 100)));
            user.await("dense", ModelServiceAssert::isReady);
            crowd.awaitAnswers(Math.max(1000, AT_LEAST - crowd.answered()));

            assertThat(crowd.stop().failures()).isEmpty();
            assertThat(crowd.answered()).isGreaterThanOrEqualTo(AT_LEAST);
            assertThat(weights.tooLate()).isEmpty();
            System.out.printf("%d answers, no failure; latest: %s%n", crowd.answered(), weights.latest());
        }
    }
}
