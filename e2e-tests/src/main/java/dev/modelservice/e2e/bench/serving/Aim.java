package dev.modelservice.e2e.bench.serving;

import java.util.Locale;

/**
 * What was wished for, beside what came.
 *
 * @param atLeast whether more is better
 */
record Aim(String what, double target, double figure, boolean atLeast) {

    static Aim atLeast(String what, double target, double figure) {
        return new Aim(what, target, figure, true);
    }

    static Aim atMost(String what, double target, double figure) {
        return new Aim(what, target, figure, false);
    }

    boolean isMet() {
        return atLeast ? figure >= target : figure <= target;
    }

    /** Met, or by how much not. */
    String verdict() {
        if (Double.isNaN(figure)) {
            return "not measured";
        }
        return isMet() ? "met" : String.format(Locale.ROOT, "missed by %.0f %%", 100 * Math.abs(1 - figure / target));
    }
}
