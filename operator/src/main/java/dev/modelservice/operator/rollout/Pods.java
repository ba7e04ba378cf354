package dev.modelservice.operator.rollout;

import dev.modelservice.api.v1alpha1.Reason;
import java.time.Instant;

/** Waiting for the candidate's pods. */
record Pods(Look look, Instant now) {

    /** What waits, where it is the promotion. */
    static final String PROMOTION = "The promotion";

    /** The rollout waits until so many are ready; for no longer than the spec says. */
    Rollout await(Rollout rollout, Run run, int wanted, String what) {
        var ready = look.of(run.candidate()).ready();
        if (isLate(run) && run.heldSince() == null) {
            return tooLate(rollout, run, wanted);
        }
        var message = "%s waits for pods of revision %s: %d of %d are ready%s"
                .formatted(what, run.candidate(), ready, wanted, because());
        var words = run.paused()
                ? Words.paused("Paused; " + message)
                : what.equals(PROMOTION) ? Words.promoting(message) : Words.progressing(message);
        return ready == 0 ? rollout.with(run.waiting(now)).with(0, 0).saying(words) : rollout.saying(words);
    }

    boolean isLate(Run run) {
        return !run.stepAt().plusSeconds(look.spec().progressDeadlineSeconds()).isAfter(now);
    }

    Rollout tooLate(Rollout rollout, Run run, int wanted) {
        var ready = look.of(run.candidate()).ready();
        var trouble = look.trouble();
        var cause = "%d of %d pods were ready within %d s%s"
                .formatted(
                        ready,
                        wanted,
                        look.spec().progressDeadlineSeconds(),
                        trouble == null ? "" : "; " + trouble.reason().value() + ": " + trouble.message());
        return Refusal.because(cause, Reason.PROGRESS_DEADLINE_EXCEEDED, rollout, run, look, now);
    }

    /** What keeps them from it, as the end of a sentence. */
    String because() {
        var trouble = look.trouble();
        return trouble == null ? "." : "; " + trouble.message() + ".";
    }
}
