package dev.modelservice.runtime.http;

/** How a protocol writes what went wrong. */
@FunctionalInterface
public interface ProblemShape {

    /** {@code {"error": "…"}}, as V1, V2 and {@code /predict} write it. */
    ProblemShape PLAIN = Problems::body;

    /** The JSON for a problem. */
    byte[] body(Problem problem);
}
