package dev.modelservice.runtime.http;

/** How a protocol writes what went wrong. */
@FunctionalInterface
interface ProblemShape {

    /** The JSON for a problem. */
    byte[] body(int status, String message);
}
