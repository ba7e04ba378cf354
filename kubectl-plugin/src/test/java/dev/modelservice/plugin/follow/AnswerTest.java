package dev.modelservice.plugin.follow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modelservice.api.v1alpha1.ModelService;
import io.fabric8.kubernetes.client.utils.Serialization;
import org.junit.jupiter.api.Test;

class AnswerTest {

    @Test
    void thereIsNoneBeforeTheOperatorHasSeenTheAction() {
        assertThat(Answer.to("pause@b", service("pause@b", "abort@a", true, "")))
                .isEmpty();
    }

    @Test
    void isWhatTheOperatorSaid() {
        assertThat(Answer.to("pause@b", service("pause@b", "pause@b", true, "Paused.")))
                .contains(new Answer(true, "Paused."));
    }

    @Test
    void mayBeNo() {
        assertThat(Answer.to("pause@b", service("pause@b", "pause@b", false, "There is no rollout.")))
                .contains(new Answer(false, "There is no rollout."));
    }

    @Test
    void standsAfterSomebodyElseHasAskedForSomething() {
        assertThat(Answer.to("pause@b", service("abort@c", "pause@b", true, "Paused.")))
                .contains(new Answer(true, "Paused."));
    }

    @Test
    void isNoWhereSomebodyElseWasFaster() {
        assertThat(Answer.to("pause@b", service("abort@c", "retry@a", true, "")))
                .contains(new Answer(false, "Somebody has asked for abort@c before the operator saw it."));
    }

    private static ModelService service(String asked, String handled, boolean accepted, String message) {
        return Serialization.unmarshal("""
                apiVersion: modelservice.dev/v1alpha1
                kind: ModelService
                metadata: {name: a, annotations: {modelservice.dev/action: "%s"}}
                status: {handledAction: {action: "%s", accepted: %s, message: "%s"}}
                """.formatted(asked, handled, accepted, message), ModelService.class);
    }
}
