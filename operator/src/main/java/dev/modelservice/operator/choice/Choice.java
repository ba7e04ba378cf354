package dev.modelservice.operator.choice;

import dev.modelservice.api.v1alpha1.Reason;

/** What came of looking for a program that serves the model. */
public sealed interface Choice {

    /** There is one. */
    record Found(Serving serving) implements Choice {}

    /**
     * There is none, so nothing can be made, and what was made before is left as it is.
     *
     * @param kindMissing whether a kind that may bring one is not there yet, so that nobody tells us when it comes
     */
    record None(Reason reason, String message, boolean kindMissing) implements Choice {}
}
