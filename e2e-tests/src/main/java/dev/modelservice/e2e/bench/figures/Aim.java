package dev.modelservice.e2e.bench.figures;

import java.util.Locale;

/**
 * What was wished for, beside what came.
 *
 * @param atLeast whether more is better
 */
public record Aim(String what, double target, double figure, boolean atLeast) {

    public static Aim atLeast(String what, double target, double figure) {
        return new Aim(what, target, figure, true);
    }

    public static Aim atMost(String what, double target, double figure) {
        return new Aim(what, target, figure, false);
    }

    public boolean isMet() {
        return atLeast ? figure >= target : figure <= target;
    }

    /** Met, or by how much not. */
    public String verdict() {
        if (Double.isNaN(figure)) {
            return "not measured";
        }
        return isMet() ? "met" : String.format(Locale.ROOT, "missed by %.0f %%", 100 * Math.abs(1 - figure / target));
    }
}
