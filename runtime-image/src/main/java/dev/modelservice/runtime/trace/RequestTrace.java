package dev.modelservice.runtime.trace;

import dev.modelservice.runtime.request.Timing;
import org.jspecify.annotations.Nullable;

/** The span of one request. */
public interface RequestTrace {

    /** Nobody looks. */
    RequestTrace NONE = (outcome, failed, timing) -> {};

    /**
     * The request ended.
     *
     * @param outcome as metrics call it
     * @param failed whether that is the server's fault
     * @param timing of its way through the engine, where it came so far; becomes spans of its own
     */
    void end(String outcome, boolean failed, @Nullable Timing timing);
}
