package dev.modelservice.e2e.bench.servers;

/** What happens now, on the standard error: the standard output is for results. */
public final class Progress {
    private static final long START = System.nanoTime();

    private Progress() {}

    public static void say(String what) {
        System.err.printf("%4ds  %s%n", (System.nanoTime() - START) / 1_000_000_000, what);
    }
}
