package dev.modelservice.operator.analysis;

import dev.modelservice.api.v1alpha1.AnalysisCheck;
import dev.modelservice.api.v1alpha1.AnalysisSpec;
import dev.modelservice.api.v1alpha1.PrometheusQuery;
import dev.modelservice.api.v1alpha1.VerdictStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Checks and counts to judge by. */
final class Given {

    /** As fine as the gateway's. */
    static final List<Double> BOUNDS = IntStream.rangeClosed(-2, 0)
            .boxed()
            .flatMap(decade -> Stream.of("1", "1.2", "1.5", "1.8", "2", "2.5", "3", "3.5", "4", "5", "6", "7", "8", "9")
                    .map(digits -> Double.valueOf(digits + "e" + decade)))
            .toList();

    static final PrometheusQuery QUERY = new PrometheusQuery("http://prometheus:9090", "vector(1)");
    private static final Odds ODDS = new Odds(0.001, 0.001);

    private Given() {}

    static AnalysisCheck max(String metric, String max) {
        return new AnalysisCheck(metric, max, null, null, null, null);
    }

    static AnalysisCheck min(String metric, String min) {
        return new AnalysisCheck(metric, null, min, null, null, null);
    }

    static AnalysisCheck ratio(String metric, String ratio) {
        return new AnalysisCheck(metric, null, null, ratio, null, null);
    }

    static AnalysisCheck prometheus(@Nullable String max, @Nullable String min) {
        return new AnalysisCheck("prometheus", max, min, null, null, QUERY);
    }

    static AnalysisSpec analysis(AnalysisCheck... checks) {
        return new AnalysisSpec(null, null, null, null, List.of(checks), null);
    }

    static VerdictStatus verdict(AnalysisCheck check, Window window, Evidence evidence) {
        return Judge.judge(analysis(check), ODDS, window, evidence, Instant.EPOCH)
                .getFirst();
    }

    static Counts answers(long answered, long errors) {
        return new Counts(answered, errors, Times.NONE, Times.NONE, 0, Copies.NONE);
    }

    static Counts timed(Times latency) {
        return new Counts(latency.total(), 0, latency, latency, 0, Copies.NONE);
    }

    /** So many times in the step that ends there, and so many in that of another. */
    static Times times(long fast, double fastSeconds, long slow, double slowSeconds) {
        var counts = new ArrayList<>(Collections.nCopies(BOUNDS.size() + 1, 0L));
        counts.set(BOUNDS.indexOf(fastSeconds), fast);
        counts.set(BOUNDS.indexOf(slowSeconds), counts.get(BOUNDS.indexOf(slowSeconds)) + slow);
        return new Times(BOUNDS, counts, fast * fastSeconds + slow * slowSeconds);
    }

    static Window window(Counts candidate) {
        return new Window(candidate, Counts.NONE, true);
    }

    static Window window(Counts candidate, Counts stable) {
        return new Window(candidate, stable, true);
    }
}
