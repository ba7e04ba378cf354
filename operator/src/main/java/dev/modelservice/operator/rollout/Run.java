package dev.modelservice.operator.rollout;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A candidate on its way.
 *
 * @param candidate the revision that is to take over
 * @param step the step that it is at, from 1; one more than there are: the promotion
 * @param startedAt when it was first seen
 * @param stepAt when the step began
 * @param heldSince since when the step's weight holds; null while it waits for pods
 * @param failures failed verdicts so far
 * @param paused whether the action pause holds it
 * @param forced whether the action promote-full goes past everything that would hold it
 */
public record Run(
        String candidate,
        int step,
        Instant startedAt,
        Instant stepAt,
        @Nullable Instant heldSince,
        int failures,
        boolean paused,
        boolean forced) {

    static Run of(String candidate, Instant now) {
        return new Run(candidate, 1, now, now, null, 0, false, false);
    }

    /** At another step, from now on. */
    Run at(int next, Instant now) {
        return new Run(candidate, next, startedAt, now, null, failures, paused, forced);
    }

    /** The step's weight holds from now on. */
    Run holding(Instant now) {
        return new Run(candidate, step, startedAt, stepAt, now, failures, paused, forced);
    }

    /** It has no pods to answer; they have their time once more. */
    Run waiting(Instant now) {
        return heldSince == null ? this : at(step, now);
    }

    Run failed(int more) {
        return new Run(candidate, step, startedAt, stepAt, heldSince, failures + more, paused, forced);
    }

    /** Held by the action pause, or let go. */
    Run paused(boolean now) {
        return new Run(candidate, step, startedAt, stepAt, heldSince, failures, now, forced);
    }

    /** Past everything that would hold it. */
    Run forced(int promotion, Instant now) {
        return new Run(candidate, promotion, startedAt, now, null, failures, false, true);
    }
}
