package dev.modelservice.plugin.view;

import dev.modelservice.api.v1alpha1.ConditionType;
import dev.modelservice.api.v1alpha1.ModelService;
import dev.modelservice.api.v1alpha1.ModelServiceStatus;
import dev.modelservice.api.v1alpha1.Reason;
import dev.modelservice.api.v1alpha1.RolloutStatus;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How a ModelService's rollout stands, and why. */
public record Standing(State state, String message) {

    public static Standing of(ModelService service) {
        var status = service.getStatus();
        if (status == null || !isSeen(service, status)) {
            return new Standing(State.UNSEEN, "The operator has not looked at this generation of the spec yet.");
        }
        var state = State.of(status.rollout() == null ? null : status.rollout().phase());
        if (state == State.COMPLETE && !serves(status)) {
            var stalled = condition(status, ConditionType.STALLED)
                    .filter(condition -> "True".equals(condition.getStatus()))
                    .isPresent();
            return new Standing(stalled ? State.STALLED : State.STARTING, readiness(status));
        }
        return new Standing(
                state,
                Optional.ofNullable(status.rollout())
                        .map(RolloutStatus::message)
                        .or(() -> Optional.of(readiness(status)))
                        .orElse(""));
    }

    private static boolean isSeen(ModelService service, ModelServiceStatus status) {
        @Nullable Long generation = service.getMetadata().getGeneration();
        @Nullable Long observed = status.observedGeneration();
        return generation == null || (observed != null && observed >= generation);
    }

    private static boolean serves(ModelServiceStatus status) {
        return condition(status, ConditionType.READY)
                .filter(ready -> "True".equals(ready.getStatus())
                        || Reason.SCALED_TO_ZERO.value().equals(ready.getReason()))
                .isPresent();
    }

    private static String readiness(ModelServiceStatus status) {
        return condition(status, ConditionType.READY)
                .map(ready -> Objects.requireNonNullElse(ready.getMessage(), ""))
                .orElse("");
    }

    private static Optional<Condition> condition(ModelServiceStatus status, ConditionType type) {
        return status.conditions().stream()
                .filter(condition -> type.value().equals(condition.getType()))
                .findFirst();
    }
}
