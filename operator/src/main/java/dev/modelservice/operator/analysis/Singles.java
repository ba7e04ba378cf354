package dev.modelservice.operator.analysis;

import dev.modelservice.api.v1alpha1.AnalysisCheck;
import dev.modelservice.api.v1alpha1.VerdictStatus;
import java.util.ArrayList;
import java.util.List;

/** Judges what is one number at each look, by its bound as it is. */
final class Singles {

    private final Setting setting;
    private final Evidence evidence;

    Singles(Setting setting, Evidence evidence) {
        this.setting = setting;
        this.evidence = evidence;
    }

    List<Opinion> tokensPerSecond(AnalysisCheck check) {
        var window = setting.window();
        if (window.copies()) {
            return without(
                    check, VerdictStatus.PASS, "tokens of copies are not counted; the steps with a weight judge it");
        }
        var requests = window.candidate().latency().total();
        var missing = check.minRatioToStable() == null
                ? setting.missing(requests)
                : setting.missing(requests, window.stable().latency().total());
        if (missing.isPresent()) {
            return without(check, VerdictStatus.INCONCLUSIVE, missing.get());
        }
        if (window.candidate().tokensOut() == 0) {
            return without(
                    check,
                    VerdictStatus.INCONCLUSIVE,
                    "no answer of %d requests says how many tokens it has; ask by OpenAI's API, and streams with"
                                    .formatted(requests)
                            + " stream_options.include_usage");
        }
        return tokensPerSecond(check, speed(window.candidate()), speed(window.stable()));
    }

    private List<Opinion> tokensPerSecond(AnalysisCheck check, double speed, double ofStable) {
        var opinions = new ArrayList<Opinion>(plain(check, speed));
        if (check.minRatioToStable() != null) {
            var least = Numbers.of(check.minRatioToStable()) * ofStable;
            var bound = ">= %s x stable (%s)".formatted(check.minRatioToStable(), Numbers.show(least));
            opinions.add(Opinion.of(
                    speed >= least,
                    speed,
                    bound,
                    "%s tokens a second, and %s of the stable revision"
                            .formatted(Numbers.show(speed), Numbers.show(ofStable))));
        }
        return opinions;
    }

    List<Opinion> prometheus(AnalysisCheck check) {
        var result = check.prometheus() == null ? null : evidence.queries().get(check.prometheus());
        return switch (result) {
            case null -> without(check, VerdictStatus.INCONCLUSIVE, "Prometheus has not answered yet");
            case QueryResult.Missing(var why) -> without(check, VerdictStatus.INCONCLUSIVE, why);
            case QueryResult.Value(var number)
            when !Double.isFinite(number) ->
                without(check, VerdictStatus.INCONCLUSIVE, "Prometheus says " + number + ", which is no number");
            case QueryResult.Value(var number) -> plain(check, number);
        };
    }

    List<Opinion> golden(AnalysisCheck check, boolean similarity) {
        return switch (evidence.golden().orElse(null)) {
            case null -> without(check, VerdictStatus.INCONCLUSIVE, "the golden set has not been asked yet");
            case GoldenResult.Missing(var why) -> without(check, VerdictStatus.INCONCLUSIVE, why);
            case GoldenResult.Scores scores -> similarity ? similarity(check, scores) : accuracy(check, scores);
        };
    }

    private List<Opinion> accuracy(AnalysisCheck check, GoldenResult.Scores scores) {
        if (scores.cases() == 0) {
            return without(check, VerdictStatus.INCONCLUSIVE, "the golden set has no cases");
        }
        var message = "%d of %d cases as expected%s".formatted(scores.right(), scores.cases(), worst(scores));
        return plain(check, (double) scores.right() / scores.cases(), message);
    }

    private List<Opinion> similarity(AnalysisCheck check, GoldenResult.Scores scores) {
        if (scores.similarity().isEmpty()) {
            return without(
                    check,
                    VerdictStatus.INCONCLUSIVE,
                    "the golden set has no rows of numbers to compare; use goldenAccuracy");
        }
        var message = "the smallest of %d cases%s".formatted(scores.cases(), worst(scores));
        return plain(check, scores.similarity().getAsDouble(), message);
    }

    private static String worst(GoldenResult.Scores scores) {
        return scores.worst().isEmpty() ? "" : "; worst: " + scores.worst();
    }

    private static List<Opinion> plain(AnalysisCheck check, double value) {
        return plain(check, value, Numbers.show(value) + " at this look");
    }

    private static List<Opinion> plain(AnalysisCheck check, double value, String message) {
        var opinions = new ArrayList<Opinion>();
        if (check.max() != null) {
            opinions.add(Opinion.of(value <= Numbers.of(check.max()), value, "<= " + check.max(), message));
        }
        if (check.min() != null) {
            opinions.add(Opinion.of(value >= Numbers.of(check.min()), value, ">= " + check.min(), message));
        }
        return opinions;
    }

    private static List<Opinion> without(AnalysisCheck check, String verdict, String why) {
        return List.of(new Opinion(verdict, null, Bounds.words(check), why));
    }

    private static double speed(Counts counts) {
        double seconds = counts.latency().sumSeconds();
        return seconds <= 0 ? 0 : counts.tokensOut() / seconds;
    }
}
