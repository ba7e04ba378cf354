package dev.modelservice.operator.analysis;

import dev.modelservice.api.v1alpha1.AnalysisCheck;
import dev.modelservice.api.v1alpha1.VerdictStatus;
import java.util.ArrayList;
import java.util.List;

/** Judges the shares of requests that were answered badly: with an error, or unlike the original. */
final class Shares {

    /** Of a stable revision without errors, any ratio is nothing. Less than this is as good as none: its odds are a third of those of 1 %. */
    private static final double NEXT_TO_NOTHING = 1.0 / 298;

    private final Setting setting;

    Shares(Setting setting) {
        this.setting = setting;
    }

    List<Opinion> errors(AnalysisCheck check) {
        var candidate = setting.window().candidate();
        var opinions = new ArrayList<Opinion>();
        if (check.max() != null) {
            opinions.add(absolute(candidate.serverErrors(), candidate.answered(), check.max(), "answered 5xx"));
        }
        if (check.maxRatioToStable() != null) {
            opinions.add(toStable(candidate, setting.window().stable(), check.maxRatioToStable()));
        }
        return opinions;
    }

    List<Opinion> different(AnalysisCheck check) {
        var copies = setting.window().candidate().copies();
        var max = check.max() == null ? "0" : check.max();
        if (!setting.window().copies()) {
            // Its own steps judge it; the API asks for at least one of them.
            return List.of(new Opinion(
                    VerdictStatus.PASS, null, "<= " + max, "this step mirrors nothing; the steps that do judge it"));
        }
        return List.of(absolute(
                copies.different(),
                copies.answered(),
                max,
                "of the copies answered with another status than the original"));
    }

    private Opinion absolute(long faults, long requests, String max, String what) {
        var bound = "<= " + max;
        var percent = percent(faults, requests);
        var missing = setting.missing(requests);
        if (missing.isPresent()) {
            return Opinion.inconclusive(requests == 0 ? null : percent, bound, missing.get());
        }
        var trial = Trial.of(requests, new Between(faults, faults), Numbers.of(max) / 100);
        return Opinion.of(trial, setting.odds(), percent, bound, "%d of %d %s".formatted(faults, requests, what));
    }

    private Opinion toStable(Counts candidate, Counts stable, String ratio) {
        var percent = percent(candidate.serverErrors(), candidate.answered());
        var ofStable = percent(stable.serverErrors(), stable.answered());
        var bound = "<= %s x stable (%s)".formatted(ratio, Numbers.show(Numbers.of(ratio) * ofStable));
        var missing = setting.missing(candidate.answered(), stable.answered());
        if (missing.isPresent()) {
            return Opinion.inconclusive(candidate.answered() == 0 ? null : percent, bound, missing.get());
        }
        var odds = setting.odds().halved();
        var allowed = new Between(
                Math.max(
                        NEXT_TO_NOTHING,
                        Numbers.of(ratio)
                                * Confidence.leastShare(
                                        stable.serverErrors(), stable.answered(), odds.falsePromotion())),
                Numbers.of(ratio) * Confidence.mostShare(stable.serverErrors(), stable.answered(), odds.falseAbort()));
        var trial = new Trial(
                candidate.answered(), new Between(candidate.serverErrors(), candidate.serverErrors()), allowed);
        return Opinion.of(
                trial,
                odds,
                percent,
                bound,
                "%d of %d answered 5xx, and %d of %d of the stable revision"
                        .formatted(
                                candidate.serverErrors(),
                                candidate.answered(),
                                stable.serverErrors(),
                                stable.answered()));
    }

    private static double percent(long part, long all) {
        return all == 0 ? 0 : 100.0 * part / all;
    }
}
