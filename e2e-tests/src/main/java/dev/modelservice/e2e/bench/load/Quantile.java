package dev.modelservice.e2e.bench.load;

/** One of many times, by its place among them. */
public final class Quantile {
    private Quantile() {}

    /** In milliseconds; not a number where there are none. */
    public static double millis(long[] sortedNanos, double share) {
        if (sortedNanos.length == 0) {
            return Double.NaN;
        }
        return sortedNanos[(int) Math.min(sortedNanos.length - 1, sortedNanos.length * share)] / 1e6;
    }
}
