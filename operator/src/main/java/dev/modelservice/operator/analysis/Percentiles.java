package dev.modelservice.operator.analysis;

import dev.modelservice.api.v1alpha1.AnalysisCheck;
import java.util.ArrayList;
import java.util.List;

/**
 * Judges percentiles of times. That P99 is at most 250 ms says that at most 1 % of the requests take longer, and requests that take longer can be
 * counted.
 */
final class Percentiles {

    private static final int MILLIS = 1000;

    private final Setting setting;

    Percentiles(Setting setting) {
        this.setting = setting;
    }

    /** @param percentile such as 99 */
    List<Opinion> judge(AnalysisCheck check, int percentile, Times candidate, Times stable) {
        double share = (100 - percentile) / 100.0;
        var opinions = new ArrayList<Opinion>();
        if (check.max() != null) {
            opinions.add(absolute(candidate, share, check.max()));
        }
        if (check.maxRatioToStable() != null) {
            opinions.add(toStable(candidate, stable, share, Numbers.of(check.maxRatioToStable())));
        }
        return opinions;
    }

    private Opinion absolute(Times candidate, double share, String max) {
        var bound = "<= " + max;
        var value = millis(candidate, share);
        long requests = candidate.total();
        var missing = setting.missing(requests);
        if (missing.isPresent()) {
            return Opinion.inconclusive(requests == 0 ? null : value, bound, missing.get());
        }
        var over = candidate.over(Numbers.seconds(max));
        return Opinion.of(
                Trial.of(requests, over, share),
                setting.odds(),
                value,
                bound,
                "%s of %d %s took longer than %s ms, and %s may"
                        .formatted(words(over), requests, setting.requests(), max, Numbers.show(share * requests)));
    }

    private Opinion toStable(Times candidate, Times stable, double share, double ratio) {
        var value = millis(candidate, share);
        var bound = "<= %s x stable (%s)".formatted(Numbers.show(ratio), Numbers.show(ratio * millis(stable, share)));
        long requests = candidate.total();
        long ofStable = stable.total();
        var missing = setting.missing(requests, ofStable);
        if (missing.isPresent()) {
            return Opinion.inconclusive(requests == 0 ? null : value, bound, missing.get());
        }
        var odds = setting.odds().halved();
        var longest = longest(stable, share, odds.falseAbort());
        var shortest = shortest(stable, share, odds.falsePromotion());
        var over = new Between(
                candidate.over(ratio * longest).least(),
                candidate.over(ratio * shortest).most());
        return Opinion.of(
                Trial.of(requests, over, share),
                odds,
                value,
                bound,
                "%s of %d %s took longer than the bound, and %s may; of the stable revision %d were measured"
                        .formatted(
                                words(over), requests, setting.requests(), Numbers.show(share * requests), ofStable));
    }

    // In truth, so many of the stable's requests may be beyond its percentile; the fewer they are, the longer it is.
    private static double longest(Times stable, double share, double error) {
        long fewest = Confidence.fewestHits(stable.total(), share, error);
        return fewest == 0 ? Double.POSITIVE_INFINITY : stable.exceededBy((double) fewest, Double.POSITIVE_INFINITY);
    }

    private static double shortest(Times stable, double share, double error) {
        return stable.exceededBy((double) Confidence.mostHits(stable.total(), share, error), last(stable));
    }

    private static double millis(Times times, double share) {
        return MILLIS * times.exceededBy(share * times.total(), last(times));
    }

    private static double last(Times times) {
        return times.boundsSeconds().isEmpty() ? 0 : times.boundsSeconds().getLast();
    }

    private static String words(Between over) {
        return over.least() == over.most()
                ? Numbers.show(over.least())
                : Numbers.show(over.least()) + " to " + Numbers.show(over.most());
    }
}
