package dev.modelservice.gateway.drain;

import java.time.Duration;

/**
 * When a process that was asked to stop may stop.
 *
 * @param limit of the whole drain
 * @param quiet without a new request before nobody is believed to come any more
 */
public record DrainPolicy(Duration limit, Duration quiet) {

    /** Whether it may stop, with times counted from the SIGTERM and from the last arrival (or the SIGTERM, if that is later). */
    public boolean mayStop(Duration sinceSignal, Duration sinceArrival, int open) {
        boolean isOver = sinceSignal.compareTo(limit) >= 0;
        return isOver || (open == 0 && sinceArrival.compareTo(quiet) >= 0);
    }
}
