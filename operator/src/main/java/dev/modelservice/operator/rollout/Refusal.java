package dev.modelservice.operator.rollout;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The candidate shall not serve: the stable revision gets everything, and the candidate's pods go some time later. */
final class Refusal {

    private Refusal() {}

    static Rollout of(Rollout rollout, Run run, Look look, Words words, Instant now) {
        return rollout.refusing(refused(rollout, run, look)).ended(rollout.stable(), words, now);
    }

    // Where an earlier revision was on its way because of the action undo, the spec's own stays set aside.
    private static @Nullable String refused(Rollout rollout, Run run, Look look) {
        if (run.candidate().equals(look.wanted())) {
            return run.candidate();
        }
        return look.wanted().equals(rollout.stable()) ? null : look.wanted();
    }
}
