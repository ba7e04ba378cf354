package dev.modelservice.operator.scaling;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How many replicas there should be, and why.
 *
 * @param replicas the number
 * @param why in a word
 * @param message for people: the load, the target, and what follows
 * @param state for the next look
 * @param wakeAt when time alone would change the decision; null: only the load does
 */
public record ScaleDecision(
        int replicas,
        Why why,
        String message,
        ScaleState state,
        @Nullable Instant wakeAt) {

    /** Reasons. */
    public enum Why {
        /** As many as the load asks for. */
        AT_TARGET,
        /** More are wanted. */
        RISING,
        /** More are wanted at once: the load has jumped. */
        JUMPING,
        /** Fewer are wanted. */
        FALLING,
        /** Fewer are wanted, and not for long enough yet. */
        CALMING,
        /** The load asks for more than there may be. */
        AT_MOST,
        /** Somebody asks, and there was none. */
        WAKING,
        /** None, and nobody asks. */
        AT_ZERO,
        /** Nobody knows the load: nothing is changed. */
        NO_DATA
    }
}
