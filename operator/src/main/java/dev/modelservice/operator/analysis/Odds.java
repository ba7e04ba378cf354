package dev.modelservice.operator.analysis;

import dev.modelservice.api.v1alpha1.AnalysisCheck;
import dev.modelservice.api.v1alpha1.AnalysisSpec;
import java.util.stream.Stream;

/**
 * How often a single test may be wrong.
 *
 * @param falseAbort the share of those as good as the bound allows that fail nevertheless
 * @param falsePromotion the share of those clearly beyond the bound that pass nevertheless
 */
public record Odds(double falseAbort, double falsePromotion) {

    /** Of a whole rollout, whatever it has for steps and checks. */
    public static final double FALSE_ABORTS = 0.01;

    public static final double FALSE_PROMOTIONS = 0.001;

    /**
     * Those of one test. A good candidate is in danger at each bound of each step, so they share the false aborts. A bad one has to get through
     * the test that it is bad at, so each may use all of the false promotions.
     */
    public static Odds of(AnalysisSpec analysis, int steps) {
        long tests = analysis.checks().stream().mapToLong(Odds::bounds).sum();
        return new Odds(FALSE_ABORTS / (Math.max(1, tests) * Math.max(1, steps)), FALSE_PROMOTIONS);
    }

    /** For two things that can go wrong, of which either makes the test wrong. */
    Odds halved() {
        return new Odds(falseAbort / 2, falsePromotion / 2);
    }

    /** From this on, a sequential test fails. */
    double failsFrom() {
        return Math.log((1 - falsePromotion) / falseAbort);
    }

    /** Down to this, it passes. */
    double passesTo() {
        return Math.log(falsePromotion / (1 - falseAbort));
    }

    private static long bounds(AnalysisCheck check) {
        return Stream.of(check.max(), check.min(), check.maxRatioToStable(), check.minRatioToStable())
                .filter(bound -> bound != null)
                .count();
    }
}
