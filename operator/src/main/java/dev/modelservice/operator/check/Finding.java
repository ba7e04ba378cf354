package dev.modelservice.operator.check;

import dev.modelservice.api.v1alpha1.Reason;

/**
 * Something that keeps the model from being served.
 *
 * @param reason which of the closed list
 * @param message for people: what is the case, with names and numbers, and what to do next
 * @param stalled whether nothing will change until somebody acts; otherwise it is tried again by itself
 */
public record Finding(Reason reason, String message, boolean stalled) {

    private static final int LONGEST = 900;

    public Finding {
        message = message.length() <= LONGEST ? message : message.substring(0, LONGEST) + "…";
    }

    /** Somebody has to act. */
    static Finding stalled(Reason reason, String message) {
        return new Finding(reason, message, true);
    }

    /** It is tried again without anybody acting. */
    static Finding retried(Reason reason, String message) {
        return new Finding(reason, message, false);
    }
}
