package dev.modelservice.operator.rollout;

import dev.modelservice.api.v1alpha1.CanaryStep;
import dev.modelservice.api.v1alpha1.RolloutSpec;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a strategy asks for before the promotion, whichever strategy it is.
 *
 * @param weight of 100 requests, how many the candidate answers
 * @param mirrorPercent of 100 requests to the stable revision, how many it is sent a copy of
 * @param replicas ready pods of the candidate that this needs
 * @param holdSeconds how long it takes at least
 * @param pause whether it ends only by the action promote
 */
record Stage(int weight, int mirrorPercent, int replicas, int holdSeconds, boolean pause) {

    private static final double WHOLE = 100;

    /** Those of the spec, for so many pods in all. */
    static List<Stage> of(RolloutSpec spec, int replicas) {
        return switch (spec.strategyOrDefault()) {
            case RolloutSpec.CANARY ->
                spec.steps().stream().map(step -> of(step, replicas)).toList();
            case RolloutSpec.BLUE_GREEN -> List.of(preview(spec.promoteAfterSeconds(), replicas));
            default -> List.of();
        };
    }

    // More pods than its share of them would idle; fewer would make it look slow.
    private static Stage of(CanaryStep step, int replicas) {
        var share = Math.max(step.weight(), step.mirrorPercent());
        var part = (int) Math.ceil(replicas * share / WHOLE);
        var wanted = step.replicas();
        return new Stage(
                step.weight(),
                step.mirrorPercent(),
                wanted == null ? Math.max(1, Math.min(replicas, part)) : wanted,
                step.hold(),
                step.isPause());
    }

    private static Stage preview(@Nullable Integer promoteAfterSeconds, int replicas) {
        return promoteAfterSeconds == null
                ? new Stage(0, 0, replicas, 0, true)
                : new Stage(0, 0, replicas, promoteAfterSeconds, false);
    }

    /** Whether the candidate is asked anything in it. */
    boolean isAsked() {
        return weight > 0 || mirrorPercent > 0;
    }
}
