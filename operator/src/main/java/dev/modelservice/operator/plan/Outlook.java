package dev.modelservice.operator.plan;

import dev.modelservice.api.v1alpha1.Reason;
import dev.modelservice.operator.rollout.Rollout;

/**
 * Whether the world will be as the spec wants it, as kstatus reads it: on the way to it, held until somebody acts, or there.
 *
 * <p>A refused revision is held up although the stable one serves; while a rollout runs, what ails the stable one may be mended by it.
 */
record Outlook(boolean reconciling, boolean stalled, Reason reason, String message) {

    static Outlook of(Verdict verdict, Rollout rollout) {
        var words = rollout.words();
        if (rollout.run() != null) {
            return new Outlook(true, false, words.reason(), words.message());
        }
        if (verdict.stalled() || !verdict.settled()) {
            return new Outlook(!verdict.stalled(), verdict.stalled(), verdict.reason(), verdict.message());
        }
        return rollout.refused() == null
                ? new Outlook(false, false, verdict.reason(), verdict.message())
                : new Outlook(false, true, words.reason(), words.message());
    }
}
