package dev.modelservice.operator.rollout;

import org.jspecify.annotations.Nullable;

/**
 * Who gets which share of the requests: what the candidate does not get, the stable revision does, so they always sum to 100.
 *
 * @param weight of 100 requests, how many the candidate answers
 * @param mirrorPercent of 100 requests to the stable revision, how many the candidate is sent a copy of
 */
public record Split(String stable, @Nullable String candidate, int weight, int mirrorPercent) {

    private static final int WHOLE = 100;

    public Split {
        if (weight < 0 || weight > WHOLE || mirrorPercent < 0 || mirrorPercent > WHOLE) {
            throw new IllegalArgumentException("weight " + weight + ", mirrorPercent " + mirrorPercent);
        }
        if (candidate == null && (weight != 0 || mirrorPercent != 0)) {
            throw new IllegalArgumentException("a share for nobody");
        }
    }

    /** Everything to one. */
    static Split all(String stable) {
        return new Split(stable, null, 0, 0);
    }

    /** Everything to the stable one, beside a candidate. */
    static Split beside(String stable, String candidate) {
        return new Split(stable, candidate, 0, 0);
    }

    Split with(int share, int mirrored) {
        return new Split(stable, candidate, share, mirrored);
    }

    /** Of 100 requests, how many the stable revision answers. */
    public int stableWeight() {
        return WHOLE - weight;
    }

    boolean is(int share, int mirrored) {
        return weight == share && mirrorPercent == mirrored;
    }
}
