package dev.modelservice.gateway.drain;

import java.time.Duration;

/**
 * When a process that was asked to stop may stop.
 *
 * @param limit of the whole drain
 * @param quiet without a new request or the end of one before nobody is believed to come any more
 */
public record DrainPolicy(Duration limit, Duration quiet) {

    /** Whether it may stop, with times counted from the SIGTERM and from when it last heard of a client since then. */
    public boolean mayStop(Duration sinceSignal, Duration sinceHeard, int open) {
        boolean isOver = sinceSignal.compareTo(limit) >= 0;
        return isOver || (open == 0 && sinceHeard.compareTo(quiet) >= 0);
    }
}
