package dev.modelservice.operator.rollout;

import dev.modelservice.api.v1alpha1.Reason;

/**
 * What is to be said about a rollout.
 *
 * @param message for people: what is the case, and what to do next
 */
public record Words(Phase phase, Reason reason, String message) {

    static Words serving(String revision) {
        return new Words(
                Phase.COMPLETE,
                Reason.ROLLOUT_COMPLETE,
                "No rollout is under way; revision " + revision + " has all requests.");
    }

    static Words progressing(String message) {
        return new Words(Phase.PROGRESSING, Reason.ROLLOUT_PROGRESSING, message);
    }

    static Words promoting(String message) {
        return new Words(Phase.PROMOTING, Reason.ROLLOUT_PROGRESSING, message);
    }

    static Words paused(String message) {
        return new Words(Phase.PAUSED, Reason.ROLLOUT_PAUSED, message);
    }

    static Words inconclusive(String message) {
        return new Words(Phase.INCONCLUSIVE, Reason.ANALYSIS_INCONCLUSIVE, message);
    }
}
