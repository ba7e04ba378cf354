package dev.modelservice.runtime.http;

import dev.modelservice.runtime.codec.Utf8;
import dev.modelservice.runtime.request.Rejection;

/** What is sent when a request is not answered: V1's and V2's {@code {"error": "…"}} and a status. */
final class Problems {

    private Problems() {}

    static int status(Rejection rejection) {
        return switch (rejection) {
            case Rejection.Malformed malformed -> 400;
            case Rejection.PromptTooLong prompt -> 400;
            case Rejection.TooLarge large -> 413;
            case Rejection.TooSlow slow -> 408;
            case Rejection.UnknownModel unknown -> 404;
            case Rejection.NotReady notReady -> 503;
            case Rejection.Overloaded overloaded -> 429;
            case Rejection.TooLate late -> 503;
            case Rejection.EngineFailed failed -> 500;
        };
    }

    /** The shape that V1, V2 and {@code /predict} share. */
    static byte[] body(Problem problem) {
        return body(problem.message());
    }

    static byte[] body(String message) {
        return Json.object(json -> json.writeStringField("error", Utf8.words(message)));
    }
}
