package dev.modelservice.fetch;

import java.time.Duration;
import java.util.Optional;

/** How long to try again: a little longer after each failure, and not at all after too long without getting on. */
record Patience(Duration limit) {

    private static final Duration FIRST = Duration.ofMillis(250);
    private static final int MOST_DOUBLINGS = 4;

    /**
     * How long to wait before the next attempt, if there is to be one.
     *
     * @param failures in a row, at least 1
     * @param withoutProgress since the last byte came, or since the beginning
     */
    Optional<Duration> beforeNext(int failures, Duration withoutProgress) {
        Duration wait = FIRST.multipliedBy(1L << Math.min(failures - 1, MOST_DOUBLINGS));
        return withoutProgress.plus(wait).compareTo(limit) > 0 ? Optional.empty() : Optional.of(wait);
    }
}
