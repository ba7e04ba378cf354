package dev.modelservice.operator.rollout;

import dev.modelservice.api.v1alpha1.Reason;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The candidate shall not serve: the stable revision gets everything, and the candidate's pods go some time later. */
final class Refusal {

    private Refusal() {}

    /** For this cause, and until somebody asks for something else. */
    static Rollout because(String cause, Reason reason, Rollout rollout, Run run, Look look, Instant now) {
        var message = "Revision %s was refused, revision %s serves: %s. Apply another spec, or use the action retry."
                .formatted(run.candidate(), rollout.stable(), cause);
        return of(rollout, run, look, new Words(Phase.ROLLED_BACK, reason, message), now);
    }

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
