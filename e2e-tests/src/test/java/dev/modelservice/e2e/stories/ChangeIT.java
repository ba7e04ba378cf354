package dev.modelservice.e2e.stories;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modelservice.api.v1alpha1.ConditionType;
import dev.modelservice.api.v1alpha1.Reason;
import dev.modelservice.e2e.assertions.ModelServiceAssert;
import io.fabric8.kubernetes.api.model.Pod;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Somebody changes what they want: another model rolls out, a number scales, and zero stops. */
class ChangeIT {
    @RegisterExtension
    static final Stage STAGE = new Stage();

    @Test
    void anotherModelRollsOut() {
        var user = STAGE.user("change");
        user.apply(Models.modelService("minilm", Models.GOOD));
        user.await("minilm", ModelServiceAssert::isReady);
        var before = user.podsOf("minilm").stream().map(Pod::getMetadata).toList();

        user.apply(Models.modelService("minilm", "oci://registry.example/models/minilm:2.0") + """
                  rollout: {scaleDownDelaySeconds: 0}
                """);

        user.await(() -> assertThat(user.podsOf("minilm"))
                .singleElement()
                .extracting(Pod::getMetadata)
                .isNotIn(before));
        user.await("minilm", it -> it.isReady().says(ConditionType.ROLLOUT_HEALTHY, true, Reason.ROLLOUT_COMPLETE));
    }

    @Test
    void aVersionThatDoesNotStartLeavesTheOldOneServing() {
        var user = STAGE.user("change");
        user.apply(Models.modelService("minilm", Models.GOOD));
        user.await("minilm", ModelServiceAssert::isReady);
        var before = user.podsOf("minilm").stream().map(Pod::getMetadata).toList();

        user.apply(Models.modelService("minilm", Models.PULLED));

        user.await(
                "minilm",
                it -> it.isReady()
                        .says(ConditionType.RECONCILING, true)
                        .says(ConditionType.ROLLOUT_HEALTHY, true, Reason.ROLLOUT_PROGRESSING));
        assertThat(user.podsOf("minilm")).extracting(Pod::getMetadata).containsAll(before);
    }

    @Test
    void theScaleSubresourceSetsTheReplicas() {
        var user = STAGE.user("change");
        user.apply(Models.modelService("minilm", Models.GOOD));
        user.await("minilm", ModelServiceAssert::isReady);

        user.scale("minilm", 3);

        user.await("minilm", it -> it.isReady().hasReadyReplicas(3));
        assertThat(user.podsOf("minilm")).hasSize(3);
    }

    @Test
    void theDisruptionBudgetComesAndGoesWithTheSecondReplica() {
        var user = STAGE.user("change");
        user.apply(Models.modelService("minilm", Models.GOOD, 2));
        user.await("minilm", it -> it.isReady().hasReadyReplicas(2));
        var budget = user.client()
                .policy()
                .v1()
                .podDisruptionBudget()
                .inNamespace(user.namespace())
                .withName("minilm");
        assertThat(budget.get()).isNotNull();

        user.scale("minilm", 1);

        user.await(() -> assertThat(budget.get()).isNull());
    }

    @Test
    void zeroStopsItAndOneStartsItAgain() {
        var user = STAGE.user("change");
        user.apply(Models.modelService("minilm", Models.GOOD));
        user.await("minilm", ModelServiceAssert::isReady);

        user.scale("minilm", 0);

        user.await("minilm", it -> it.isNotReady(Reason.SCALED_TO_ZERO).explains("set it to 1 or more"));
        user.await(() -> assertThat(user.podsOf("minilm")).isEmpty());
        user.scale("minilm", 1);
        user.await("minilm", it -> it.isReady().hasReadyReplicas(1));
    }
}
