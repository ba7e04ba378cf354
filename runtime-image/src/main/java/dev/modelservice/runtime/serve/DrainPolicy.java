package dev.modelservice.runtime.serve;

import java.time.Duration;

/**
 * When a process that was asked to stop may stop.
 *
 * <p>Endpoints lose the pod at the same time as the pod gets its SIGTERM, and not before, so requests still come for a
 * moment and are served. Who keeps sending all the same is refused for the last quarter of the time, in which what was
 * accepted ends.
 *
 * @param limit of the whole drain
 * @param quiet without a new request before nobody is believed to come any more
 */
public record DrainPolicy(Duration limit, Duration quiet) {

    /** What to do next. */
    public sealed interface Step {}

    /** Look again after this time, or when a request ended. */
    public record Wait(Duration time) implements Step {}

    /** Stop; so many accepted requests did not end in time. */
    public record Stop(int unfinished) implements Step {}

    /** The next step, with times counted from the SIGTERM and from the last arrival (or the SIGTERM, if that is later). */
    public Step next(Duration sinceSignal, Duration sinceArrival, int open) {
        if (sinceSignal.compareTo(limit) >= 0) {
            return new Stop(open);
        }
        Duration left = limit.minus(sinceSignal);
        if (open > 0) {
            return new Wait(left);
        }
        if (sinceArrival.compareTo(quiet) >= 0) {
            return new Stop(0);
        }
        Duration untilQuiet = quiet.minus(sinceArrival);
        return new Wait(untilQuiet.compareTo(left) < 0 ? untilQuiet : left);
    }

    /** Whether a request that comes now is still let in. */
    public boolean accepts(Duration sinceSignal) {
        return sinceSignal.compareTo(limit.multipliedBy(3).dividedBy(4)) < 0;
    }
}
