package dev.modelservice.operator.analysis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** Requests as a revision answers them: some with an error, and as long as an exponential distribution has it. */
final class Crowd {

    private final double errors;
    private final double share;
    /** Up to each end of a step, so much of all. */
    private final double[] upTo;

    private Crowd(double errors, double meanSeconds, double share) {
        this.errors = errors;
        this.share = share;
        this.upTo = Given.BOUNDS.stream()
                .mapToDouble(end -> -Math.expm1(-end / meanSeconds))
                .toArray();
    }

    /** @param slow the share of requests that take longer than those seconds */
    static Crowd of(double errors, double slow, double seconds) {
        return new Crowd(errors, -seconds / Math.log(slow), 1);
    }

    /** Of all requests, only this share comes. */
    Crowd rare(double part) {
        double mean = -Given.BOUNDS.getFirst() / Math.log1p(-upTo[0]);
        return new Crowd(errors, mean, part);
    }

    Counts ask(int size, SplittableRandom random) {
        int come = (int) (size * share);
        long[] steps = new long[upTo.length + 1];
        long failed = 0;
        for (int i = 0; i < come; i++) {
            failed += random.nextDouble() < errors ? 1 : 0;
            int place = Arrays.binarySearch(upTo, random.nextDouble());
            steps[place < 0 ? -place - 1 : place]++;
        }
        List<Long> counts = new ArrayList<>(steps.length);
        for (long count : steps) {
            counts.add(count);
        }
        return new Counts(come, failed, new Times(Given.BOUNDS, counts, come), Times.NONE, 0, Copies.NONE);
    }
}
