package dev.modelservice.operator.rollout;

import dev.modelservice.api.v1alpha1.Reason;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The golden set: what it said of the candidate, and whether it is to be sent now. */
final class GoldenTrial {

    private final Look look;
    private final Instant now;
    private @Nullable GoldenRun run;

    GoldenTrial(Look look, Instant now) {
        this.look = look;
        this.now = now;
    }

    /** What it is wanted for, if it is. */
    @Nullable
    GoldenRun run() {
        return run;
    }

    /** With what the set has said. */
    Rollout told(Rollout rollout, GoldenRun.Moment moment) {
        var set = look.golden();
        return set == null ? rollout : rollout.judged(set.at(moment));
    }

    /** Null: the golden set has nothing against going on. */
    @Nullable
    Rollout tried(Rollout rollout, Run of, GoldenRun.Moment moment) {
        var set = look.golden();
        if (set == null || rollout.isProven(of.candidate())) {
            return null;
        }
        var verdicts = set.at(moment);
        run = new GoldenRun(of.candidate(), moment);
        if (verdicts.isEmpty()) {
            return rollout.saying(Words.progressing("The golden set is sent to revision " + of.candidate() + "."));
        }
        var failed = Verdicts.failed(verdicts);
        if (failed.isPresent()) {
            return Refusal.because(Verdicts.sentence(failed.get()), Reason.ANALYSIS_FAILED, rollout, of, look, now);
        }
        var unclear = Verdicts.inconclusive(verdicts);
        return unclear.map(verdict -> rollout.with(of.paused(true))
                        .saying(new Words(
                                Phase.PAUSED,
                                Reason.ANALYSIS_INCONCLUSIVE,
                                "The golden set could not be tried: %s. Mend it and use the actions abort and retry; promote-full goes on without it."
                                        .formatted(Verdicts.sentence(verdict)))))
                .orElse(null);
    }
}
