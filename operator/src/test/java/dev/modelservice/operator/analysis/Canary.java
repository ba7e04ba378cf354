package dev.modelservice.operator.analysis;

import dev.modelservice.api.v1alpha1.AnalysisSpec;
import dev.modelservice.api.v1alpha1.VerdictStatus;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;

/** A simulated rollout of two steps: looks at both revisions again and again, and goes by the verdicts. */
final class Canary {

    private static final int[] CANDIDATE_A_LOOK = {100, 200};
    private static final int STABLE_A_LOOK = 300;

    /**
     * How it went.
     *
     * @param failed whether any look failed
     * @param passed steps that ended because every check passed
     * @param requests of the candidate, until it failed or all was over
     */
    record End(boolean failed, int passed, long requests) {}

    private final AnalysisSpec analysis;
    private final Odds odds;
    private final int looks;

    Canary(AnalysisSpec analysis, int looks) {
        this.analysis = analysis;
        this.odds = Odds.of(analysis, CANDIDATE_A_LOOK.length);
        this.looks = looks;
    }

    /** A step that comes to no end in all its looks is promoted by hand, so that the next one may go wrong too. */
    End run(Crowd candidate, Crowd stable, Evidence evidence, SplittableRandom random) {
        int passed = 0;
        long requests = 0;
        for (int size : CANDIDATE_A_LOOK) {
            var seen = Counts.NONE;
            var seenOfStable = Counts.NONE;
            for (int look = 0; look < looks; look++) {
                seen = seen.plus(candidate.ask(size, random));
                seenOfStable = seenOfStable.plus(stable.ask(STABLE_A_LOOK, random));
                var verdicts =
                        Judge.judge(analysis, odds, new Window(seen, seenOfStable, true), evidence, Instant.EPOCH);
                if (any(verdicts, VerdictStatus.FAIL)) {
                    return new End(true, passed, requests + seen.answered());
                }
                if (!any(verdicts, VerdictStatus.INCONCLUSIVE)) {
                    passed++;
                    break;
                }
            }
            requests += seen.answered();
        }
        return new End(false, passed, requests);
    }

    private static boolean any(List<VerdictStatus> verdicts, String which) {
        return verdicts.stream().anyMatch(verdict -> verdict.verdict().equals(which));
    }
}
