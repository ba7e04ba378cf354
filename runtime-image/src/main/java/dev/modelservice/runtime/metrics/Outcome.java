package dev.modelservice.runtime.metrics;

import dev.modelservice.runtime.request.Rejection;
import java.util.Locale;

/** How a request ended; the lower-case name is the label's value. */
public enum Outcome {
    ANSWERED,
    MALFORMED,
    UNKNOWN_MODEL,
    NOT_READY,
    OVERLOADED,
    TOO_LATE,
    TOO_LARGE,
    /** The body did not arrive in time. */
    TOO_SLOW,
    ENGINE_FAILED,
    /** The client went away before its turn came, or before its answer was whole. */
    ABANDONED,
    /** The client left a stream unread for so long that it was broken off. */
    SLOW_READER;

    public static Outcome of(Rejection rejection) {
        return switch (rejection) {
            case Rejection.Malformed malformed -> MALFORMED;
            case Rejection.PromptTooLong prompt -> MALFORMED;
            case Rejection.TooLarge large -> TOO_LARGE;
            case Rejection.TooSlow slow -> TOO_SLOW;
            case Rejection.UnknownModel unknown -> UNKNOWN_MODEL;
            case Rejection.NotReady notReady -> NOT_READY;
            case Rejection.Overloaded overloaded -> OVERLOADED;
            case Rejection.TooLate late -> TOO_LATE;
            case Rejection.EngineFailed failed -> ENGINE_FAILED;
        };
    }

    /** Whether it is the server's fault. */
    public boolean isOurs() {
        return this == ENGINE_FAILED;
    }

    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
