package dev.modelservice.gateway.measure;

import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;

/** Times by how long they were, in fixed steps. */
public final class Histogram {

    /** The upper ends of the steps, in seconds; one more step takes what is longer. */
    static final double[] SECONDS = {
        0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300
    };

    private static final long[] NANOS = new long[SECONDS.length];

    static {
        for (int i = 0; i < SECONDS.length; i++) {
            NANOS[i] = (long) (SECONDS[i] * 1e9);
        }
    }

    private final AtomicLongArray counts = new AtomicLongArray(SECONDS.length + 1);
    private final LongAdder nanos = new LongAdder();

    public void record(long time) {
        int step = 0;
        while (step < NANOS.length && time > NANOS[step]) {
            step++;
        }
        counts.getAndIncrement(step);
        nanos.add(time);
    }

    /** How many times fell into each step; the last one is without an end. */
    public long[] counts() {
        long[] now = new long[counts.length()];
        for (int i = 0; i < now.length; i++) {
            now[i] = counts.get(i);
        }
        return now;
    }

    public double sumSeconds() {
        return nanos.sum() / 1e9;
    }
}
