package dev.modelservice.e2e.bench.load;

import java.util.Arrays;

/** What came of asking for a while. */
public record Sample(double requestsPerSecond, double p50Millis, double p99Millis, long requests) {

    /** Of the times that each answer took. */
    static Sample of(long[] nanos, double seconds) {
        long[] sorted = nanos.clone();
        Arrays.sort(sorted);
        return new Sample(
                sorted.length / seconds, Quantile.millis(sorted, 0.5), Quantile.millis(sorted, 0.99), sorted.length);
    }
}
