package dev.modelservice.gateway.measure;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Times by how long they were, in fixed steps, each at most a fifth longer than the one before: fine enough to hold two revisions' percentiles
 * against each other.
 */
public final class Histogram {

    /** The upper ends of the steps, in seconds; one more step takes what is longer. */
    static final double[] SECONDS = IntStream.rangeClosed(-4, 2)
            .boxed()
            .flatMap(decade -> Stream.of(
                            "1", "1.1", "1.2", "1.35", "1.5", "1.65", "1.8", "2", "2.25", "2.5", "2.75", "3", "3.5",
                            "4", "4.5", "5", "5.5", "6", "7", "8", "9")
                    .map(digits -> digits + "e" + decade))
            // As decimals: 0.1 is to be the number that people write so.
            .mapToDouble(Double::parseDouble)
            .filter(seconds -> seconds <= 300)
            .toArray();

    private static final long[] NANOS = Arrays.stream(SECONDS)
            .mapToLong(seconds -> Math.round(seconds * 1e9))
            .toArray();

    /** Made with the first time: most revisions of a large cluster have none of one kind or another. */
    private volatile @Nullable AtomicLongArray counts;

    private final LongAdder nanos = new LongAdder();

    public void record(long time) {
        int place = Arrays.binarySearch(NANOS, time);
        AtomicLongArray here = counts;
        (here == null ? begun() : here).getAndIncrement(place < 0 ? -place - 1 : place);
        nanos.add(time);
    }

    /** How many times fell into each step; the last one is without an end. */
    public long[] counts() {
        long[] now = new long[SECONDS.length + 1];
        AtomicLongArray here = counts;
        if (here != null) {
            Arrays.setAll(now, here::get);
        }
        return now;
    }

    public double sumSeconds() {
        return nanos.sum() / 1e9;
    }

    private synchronized AtomicLongArray begun() {
        AtomicLongArray here = counts;
        if (here == null) {
            here = new AtomicLongArray(SECONDS.length + 1);
            counts = here;
        }
        return here;
    }
}
