package dev.modelservice.runtime.http;

/** How a protocol writes what went wrong. */
@FunctionalInterface
public interface ProblemShape {

    /** The JSON for a problem. */
    byte[] body(Problem problem);
}
