package dev.modelservice.e2e.bench.pace;

import dev.modelservice.e2e.bench.load.Quantile;
import java.util.Arrays;

/** How long answers took, from the time when each question was due. */
public record PacedSample(int requests, double p50Millis, double p99Millis) {

    static PacedSample of(long[] nanos) {
        long[] sorted = nanos.clone();
        Arrays.sort(sorted);
        return new PacedSample(sorted.length, Quantile.millis(sorted, 0.5), Quantile.millis(sorted, 0.99));
    }
}
