package dev.modelservice.operator.analysis;

import java.util.function.DoublePredicate;

/**
 * What a share may be in truth after some of all were seen: a confidence sequence, which holds for every look at once and not only for one.
 * Excluded is what is less likely, by the given error, than a mixture of all shares (Robbins; the mixture is Jeffreys' Beta(1/2, 1/2)).
 */
final class Confidence {

    private static final double A_HALF = 0.5;
    private static final int BISECTIONS = 25;

    private static final double LOG_BETA_OF_HALVES = Math.log(Math.PI);

    private Confidence() {}

    /** The smallest share that hits may have in truth. */
    static double leastShare(long hits, long all, double error) {
        return hits == 0 ? 0 : outside((double) hits / all, 0, share -> isPossible(hits, all, share, error));
    }

    /** The largest share that hits may have in truth. */
    static double mostShare(long hits, long all, double error) {
        return hits == all ? 1 : outside((double) hits / all, 1, share -> isPossible(hits, all, share, error));
    }

    /** The fewest hits that may be seen where this is their share. */
    static long fewestHits(long all, double share, double error) {
        long possible = Math.round(all * share);
        long least = 0;
        while (least < possible) {
            long middle = (least + possible) / 2;
            if (isPossible(middle, all, share, error)) {
                possible = middle;
            } else {
                least = middle + 1;
            }
        }
        return possible;
    }

    /** The most hits that may be seen where this is their share. */
    static long mostHits(long all, double share, double error) {
        return all - fewestHits(all, 1 - share, error);
    }

    private static boolean isPossible(long hits, long all, double share, double error) {
        if (share <= 0 || share >= 1) {
            return share <= 0 ? hits == 0 : hits == all;
        }
        double mixture = Gamma.logBeta(hits + A_HALF, all - hits + A_HALF) - LOG_BETA_OF_HALVES;
        double asThis = hits * Math.log(share) + (all - hits) * Math.log1p(-share);
        return mixture - asThis < -Math.log(error);
    }

    // The result errs to the outside, by next to nothing.
    private static double outside(double possible, double impossible, DoublePredicate isPossible) {
        double in = possible;
        double out = impossible;
        for (int i = 0; i < BISECTIONS; i++) {
            double middle = (in + out) / 2;
            if (isPossible.test(middle)) {
                in = middle;
            } else {
                out = middle;
            }
        }
        return out;
    }
}
