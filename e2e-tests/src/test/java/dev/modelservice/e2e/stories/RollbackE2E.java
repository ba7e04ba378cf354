package dev.modelservice.e2e.stories;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modelservice.api.v1alpha1.Reason;
import dev.modelservice.e2e.actors.Deliveries;
import dev.modelservice.e2e.gateway.Client;
import io.vertx.core.Vertx;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Each bad revision goes back with its cause, while clients see no more of it than its share allows.
 */
class RollbackE2E {
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
    void oneThatFailsAFifthOfItsRequestsGoesBack() {
        var user = KIND.user("errors");
        try (var crowd = models.serving(user)) {
            user.apply(models.manifest("errors", "0.05", "second"));

            models.refused(user, Reason.ANALYSIS_FAILED, "errorPercent");
            crowd.awaitAnswers(200);
            var failures = crowd.stop().failures();
            assertThat(failures).isNotEmpty().allMatch(failure -> failure.startsWith("500"));
            System.out.printf("errors: %d of %d%n", failures.size(), crowd.answered() + failures.size());
            assertThat(failures.size())
                    .as("a fifth of a fifth")
                    .isLessThan((crowd.answered() + failures.size()) / 25 * 2);
        }
    }

    @Test
    void oneThatIsSlowerGoesBackAndNoRequestFails() {
        var user = KIND.user("slow");
        try (var crowd = models.serving(user)) {
            user.apply(models.manifest("good", "0.2", "second"));

            models.refused(user, Reason.ANALYSIS_FAILED, "latencyP95Millis");
            assertThat(crowd.awaitAnswers(200).stop().failures()).isEmpty();
        }
    }

    @Test
    void oneThatNeverBecomesReadyGoesBackAndNobodyNotices() {
        var user = KIND.user("never");
        try (var crowd = models.serving(user);
                var deliveries = new Deliveries(user)) {
            user.apply(models.manifest("never-ready", "0.05", "second"));

            models.refused(user, Reason.PROGRESS_DEADLINE_EXCEEDED, "0 of 1 pods");
            assertThat(crowd.awaitAnswers(200).stop().failures()).isEmpty();
            assertThat(deliveries.shares()).containsExactly("100", "100/0", "100");
        }
    }

    @Test
    void oneThatCrashesAfterAWhileGoesBack() {
        var user = KIND.user("crashes");
        try (var crowd = models.serving(user)) {
            user.apply(models.manifest("crashes", "0.05", "second").replace("holdSeconds: 10", "holdSeconds: 120"));

            models.refused(user, Reason.CRASH_LOOPING, "exit code 3");
            crowd.awaitAnswers(200).stop();
            System.out.println("crashes: " + crowd.failures().size() + " of " + crowd.answered());
            assertThat(crowd.failures())
                    .as("only what its pod had accepted when it ended")
                    .hasSizeLessThanOrEqualTo(16);
        }
    }
}
