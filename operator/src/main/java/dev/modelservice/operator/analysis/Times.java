package dev.modelservice.operator.analysis;

import java.util.ArrayList;
import java.util.List;

/**
 * How many times were how long, in steps as the gateway counts them.
 *
 * @param boundsSeconds the upper ends of the steps, which belong to them, rising
 * @param counts of each step; one more than bounds, and the last one is without an end
 * @param sumSeconds of all times
 */
public record Times(List<Double> boundsSeconds, List<Long> counts, double sumSeconds) {

    public static final Times NONE = new Times(List.of(), List.of(0L), 0);

    public Times {
        boundsSeconds = List.copyOf(boundsSeconds);
        counts = List.copyOf(counts);
        if (counts.size() != boundsSeconds.size() + 1) {
            throw new IllegalArgumentException("%d steps need %d bounds, not %d"
                    .formatted(counts.size(), counts.size() - 1, boundsSeconds.size()));
        }
    }

    public long total() {
        long sum = 0;
        for (long count : counts) {
            sum += count;
        }
        return sum;
    }

    /** Those of both. */
    public Times plus(Times more) {
        return combine(more, 1);
    }

    /** What came since; nothing is ever negative. */
    public Times minus(Times base) {
        return combine(base, -1);
    }

    /**
     * How many were longer than this. Where the time is not an end of a step, nobody knows on which side of it the times of its step are: they
     * are among the most, and not among the least.
     */
    public Between over(double seconds) {
        long least = 0;
        long most = 0;
        for (int step = counts.size() - 1; step >= 0 && upperEnd(step) > seconds; step--) {
            most += counts.get(step);
            least += lowerEnd(step) >= seconds ? counts.get(step) : 0;
        }
        return new Between(least, most);
    }

    /**
     * The time that so many were longer than: inside a step as if its times were spread evenly over it, so it is off by less than the step's
     * width. In the step without an end, and with no times at all, what is given for that.
     */
    public double exceededBy(double many, double withoutEnd) {
        double above = 0;
        for (int step = counts.size() - 1; step >= 0; step--) {
            long here = counts.get(step);
            if (here > 0 && above + here >= many) {
                double part = Math.max(0, many - above) / here;
                return step == counts.size() - 1
                        ? withoutEnd
                        : upperEnd(step) - part * (upperEnd(step) - lowerEnd(step));
            }
            above += here;
        }
        return total() == 0 ? withoutEnd : 0;
    }

    private Times combine(Times other, int sign) {
        if (other.total() == 0 && other.sumSeconds == 0) {
            return this;
        }
        if (total() == 0 && sign > 0) {
            return other;
        }
        if (!boundsSeconds.equals(other.boundsSeconds)) {
            // Two versions of the gateway: by the ends that both know, each is still exact.
            var common =
                    boundsSeconds.stream().filter(other.boundsSeconds::contains).toList();
            return by(common).combine(other.by(common), sign);
        }
        var combined = new ArrayList<Long>(counts.size());
        for (int step = 0; step < counts.size(); step++) {
            combined.add(Math.max(0, counts.get(step) + sign * other.counts.get(step)));
        }
        return new Times(boundsSeconds, combined, Math.max(0, sumSeconds + sign * other.sumSeconds));
    }

    private Times by(List<Double> fewer) {
        var sums = new ArrayList<Long>();
        long sum = 0;
        for (int step = 0; step < counts.size(); step++) {
            sum += counts.get(step);
            if (step == counts.size() - 1 || fewer.contains(boundsSeconds.get(step))) {
                sums.add(sum);
                sum = 0;
            }
        }
        return new Times(fewer, sums, sumSeconds);
    }

    private double upperEnd(int step) {
        return step < boundsSeconds.size() ? boundsSeconds.get(step) : Double.POSITIVE_INFINITY;
    }

    private double lowerEnd(int step) {
        return step == 0 ? 0 : boundsSeconds.get(step - 1);
    }
}
