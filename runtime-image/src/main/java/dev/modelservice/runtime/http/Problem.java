package dev.modelservice.runtime.http;

import dev.modelservice.runtime.request.Rejection;
import org.jspecify.annotations.Nullable;

/**
 * What went wrong with a request, for its protocol to word.
 *
 * @param status of HTTP
 * @param field the one that is to be mended, where it is one
 * @param isPromptTooLong whether it is a prompt that the model's context does not hold
 */
public record Problem(int status, String message, @Nullable String field, boolean isPromptTooLong) {

    public Problem(int status, String message) {
        this(status, message, null, false);
    }

    /** What a refusal is to HTTP. */
    public static Problem of(Rejection rejection) {
        String field = rejection instanceof Rejection.Malformed malformed ? malformed.field() : null;
        return new Problem(
                Problems.status(rejection), rejection.message(), field, rejection instanceof Rejection.PromptTooLong);
    }
}
