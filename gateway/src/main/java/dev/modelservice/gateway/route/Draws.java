package dev.modelservice.gateway.route;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Numbers of [0, 1), one for each request, spread more evenly than random ones: multiples of the golden ratio, without their
 * whole part. Any run of n numbers has between a and b as many as (b - a) n, give or take a few; so weights hold from the
 * first requests on. Each gateway begins elsewhere.
 */
public final class Draws {

    private static final long GOLDEN = 0x9E3779B97F4A7C15L;
    private static final long SILVER = 0x6A09E667F3BCC909L;

    private final AtomicLong drawn;

    public Draws(long seed) {
        this.drawn = new AtomicLong(seed);
    }

    public long next() {
        return drawn.getAndIncrement();
    }

    /** The number that chooses the revision. */
    public static double share(long drawn) {
        return ((drawn * GOLDEN) >>> 11) * 0x1.0p-53;
    }

    /** The number that chooses what is mirrored; knows nothing of the other one. */
    public static double mirror(long drawn) {
        return ((drawn * SILVER) >>> 11) * 0x1.0p-53;
    }
}
