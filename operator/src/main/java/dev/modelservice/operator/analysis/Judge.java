package dev.modelservice.operator.analysis;

import dev.modelservice.api.v1alpha1.AnalysisCheck;
import dev.modelservice.api.v1alpha1.AnalysisSpec;
import dev.modelservice.api.v1alpha1.VerdictStatus;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;

/** What each check says of the candidate at one look. Silence is never a pass. */
public final class Judge {

    private static final Pattern PERCENTILE = Pattern.compile("(latency|timeToFirstToken)P([0-9]{2})Millis");

    private final Window window;
    private final Shares shares;
    private final Percentiles percentiles;
    private final Singles singles;

    private Judge(AnalysisSpec analysis, Odds odds, Window window, Evidence evidence) {
        var setting = new Setting(window, analysis.minRequests(), odds);
        this.window = window;
        this.shares = new Shares(setting);
        this.percentiles = new Percentiles(setting);
        this.singles = new Singles(setting, evidence);
    }

    /** One verdict for each check, in the order of the checks. */
    public static List<VerdictStatus> judge(
            AnalysisSpec analysis, Odds odds, Window window, Evidence evidence, Instant now) {
        var judge = new Judge(analysis, odds, window, evidence);
        return analysis.checks().stream()
                .map(check -> judge.verdict(check, now))
                .toList();
    }

    private VerdictStatus verdict(AnalysisCheck check, Instant now) {
        var opinion = opinions(check).stream()
                .reduce(Opinion::and)
                .orElseGet(() -> Opinion.inconclusive(
                        null, Bounds.words(check), "this metric has no such bound; see analysis.checks"));
        return new VerdictStatus(
                check.metric(), opinion.value(), opinion.bound(), opinion.verdict(), opinion.message(), now.toString());
    }

    private List<Opinion> opinions(AnalysisCheck check) {
        return switch (check.metric()) {
            case "errorPercent" -> shares.errors(check);
            case "mirrorDifferentPercent" -> shares.different(check);
            case "tokensPerSecond" -> singles.tokensPerSecond(check);
            case "goldenAccuracy" -> singles.golden(check, false);
            case "goldenSimilarity" -> singles.golden(check, true);
            case "prometheus" -> singles.prometheus(check);
            default -> percentile(check);
        };
    }

    private List<Opinion> percentile(AnalysisCheck check) {
        var named = PERCENTILE.matcher(check.metric());
        if (!named.matches()) {
            return List.of(Opinion.inconclusive(
                    null, Bounds.words(check), "this operator does not know the metric " + check.metric()));
        }
        boolean latency = named.group(1).equals("latency");
        return percentiles.judge(
                check,
                Integer.parseInt(named.group(2)),
                latency ? window.candidate().latency() : window.candidate().firstByte(),
                latency ? window.stable().latency() : window.stable().firstByte());
    }
}
