package dev.modelservice.e2e.bench.pace;

/** One of many times, by its place among them. */
final class Quantile {
    private Quantile() {}

    static double millis(long[] sortedNanos, double share) {
        if (sortedNanos.length == 0) {
            return Double.NaN;
        }
        return sortedNanos[(int) Math.min(sortedNanos.length - 1, sortedNanos.length * share)] / 1e6;
    }
}
