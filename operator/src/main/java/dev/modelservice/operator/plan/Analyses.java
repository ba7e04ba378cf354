package dev.modelservice.operator.plan;

import dev.modelservice.api.v1alpha1.AnalysisCheck;
import dev.modelservice.api.v1alpha1.AnalysisSpec;
import dev.modelservice.api.v1alpha1.VerdictStatus;
import dev.modelservice.operator.analysis.Counts;
import dev.modelservice.operator.analysis.Evidence;
import dev.modelservice.operator.analysis.GoldenResult;
import dev.modelservice.operator.analysis.Judge;
import dev.modelservice.operator.analysis.Odds;
import dev.modelservice.operator.analysis.Window;
import dev.modelservice.operator.observe.Observed;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** What the checks of a rollout say. Those of the golden set have their own moments. */
final class Analyses {

    private static final String GOLDEN = "golden";

    private Analyses() {}

    /** By what was measured since the step holds; none where nothing was. */
    static List<VerdictStatus> verdicts(Observed observed, Instant now) {
        var rollout = observed.service().getSpec().rolloutOrDefault();
        var measured = observed.measured();
        if (measured == null || rollout.analysis() == null) {
            return List.of();
        }
        var checks = only(rollout.analysis(), check -> !check.metric().startsWith(GOLDEN));
        return Judge.judge(
                checks,
                Odds.of(checks, rollout.steps().size()),
                measured.window(),
                new Evidence(measured.queries(), Optional.empty()),
                now);
    }

    /** Those of the golden set, by what it found. */
    static List<VerdictStatus> golden(Observed observed, GoldenResult result, Instant now) {
        var analysis = observed.service().getSpec().rolloutOrDefault().analysis();
        if (analysis == null) {
            return List.of();
        }
        var checks = only(analysis, check -> check.metric().startsWith(GOLDEN));
        return Judge.judge(
                checks,
                Odds.of(checks, 1),
                new Window(Counts.NONE, Counts.NONE, true),
                new Evidence(Map.of(), Optional.of(result)),
                now);
    }

    private static AnalysisSpec only(AnalysisSpec analysis, Predicate<AnalysisCheck> which) {
        return new AnalysisSpec(
                analysis.intervalSeconds(),
                analysis.minRequests(),
                analysis.failureLimit(),
                analysis.inconclusiveDeadlineSeconds(),
                analysis.checks().stream().filter(which).toList(),
                analysis.golden());
    }
}
