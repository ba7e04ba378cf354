package dev.modelservice.runtime.request;

import org.jspecify.annotations.Nullable;

/** Why a request was not answered with an inference; the message is for the one who sent it. */
public sealed interface Rejection {

    String message();

    /**
     * The request cannot be understood, or does not fit the model.
     *
     * @param field the one that is to be mended, where it is one and the protocol names it
     */
    record Malformed(String message, @Nullable String field) implements Rejection {

        public Malformed(String message) {
            this(message, null);
        }
    }

    /** Its prompt has more tokens than the model takes at once. */
    record PromptTooLong(String message) implements Rejection {}

    /** It takes more bytes than are allowed. */
    record TooLarge(String message) implements Rejection {}

    /** It did not arrive within the time that is allowed. */
    record TooSlow(String message) implements Rejection {}

    /** There is no such model here. */
    record UnknownModel(String message) implements Rejection {}

    /** The model is not loaded yet, or not any more. */
    record NotReady(String message) implements Rejection {}

    /** Every place is taken and the queue is full. */
    record Overloaded(String message, int retryAfterSeconds) implements Rejection {}

    /** The request waited longer than anyone would. */
    record TooLate(String message) implements Rejection {}

    /** The engine could not run the model on this input. */
    record EngineFailed(String message) implements Rejection {}
}
