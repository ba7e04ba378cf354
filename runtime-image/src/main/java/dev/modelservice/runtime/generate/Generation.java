package dev.modelservice.runtime.generate;

/** A text that is being generated. */
public interface Generation {

    /** Nobody wants the rest: work on it stops within milliseconds, and the last event says so. May be called often, from anywhere. */
    void cancel();
}
