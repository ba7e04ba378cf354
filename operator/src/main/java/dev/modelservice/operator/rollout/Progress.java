package dev.modelservice.operator.rollout;

import dev.modelservice.api.v1alpha1.AnalysisSpec;
import dev.modelservice.api.v1alpha1.Reason;
import dev.modelservice.api.v1alpha1.VerdictStatus;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** How far a candidate gets now. */
final class Progress {

    private final Look look;
    private final Instant now;
    private final @Nullable Instant judgedSince;
    private final Pods pods;
    private final GoldenTrial golden;

    /**
     * @param judgedSince what the verdicts of the look speak about: the step that has held since then
     */
    Progress(Look look, @Nullable Instant judgedSince, Instant now) {
        this.look = look;
        this.judgedSince = judgedSince;
        this.now = now;
        this.pods = new Pods(look, now);
        this.golden = new GoldenTrial(look, now);
    }

    /** What the golden set is wanted for, if it is. */
    @Nullable
    GoldenRun golden() {
        return golden.run();
    }

    Rollout advance(Rollout rollout) {
        var run = rollout.run();
        if (run == null) {
            return rollout;
        }
        var trouble = look.trouble();
        if (trouble != null && trouble.lasting()) {
            return Refusal.because(trouble.message(), trouble.reason(), rollout, run, look, now);
        }
        var stages = look.stages(rollout);
        return run.step() > stages.size() || run.forced() || look.replicas() == 0
                ? new Promotion(look, pods, golden, now).promote(rollout, run, stages.size())
                : stage(rollout, run, stages.get(Math.max(0, run.step() - 1)), stages.size());
    }

    private Rollout stage(Rollout rollout, Run run, Stage stage, int steps) {
        var ready = look.of(run.candidate()).ready();
        if (ready == 0 || (run.heldSince() == null && ready < stage.replicas())) {
            return pods.await(rollout, run, stage.replicas(), step(run, steps));
        }
        if (run.heldSince() == null) {
            var known = golden.told(rollout, GoldenRun.Moment.BEFORE);
            var tried = golden.tried(known, run, GoldenRun.Moment.BEFORE);
            if (tried != null) {
                return tried;
            }
            if (run.paused()) {
                return known.saying(Words.paused(step(run, steps) + " waits for the action resume."));
            }
            return judge(hold(known, run, stage), stage, steps);
        }
        var isChanged = !rollout.split().is(stage.weight(), stage.mirrorPercent());
        return judge(isChanged ? hold(rollout, run, stage) : rollout, stage, steps);
    }

    private Rollout hold(Rollout rollout, Run run, Stage stage) {
        return rollout.with(stage.weight(), stage.mirrorPercent()).with(run.holding(now));
    }

    private Rollout judge(Rollout holding, Stage stage, int steps) {
        var run = running(holding);
        var analysis = look.spec().analysis();
        if (analysis == null || !stage.isAsked() || measured(analysis) == 0) {
            return goOn(holding, run, stage, steps, null);
        }
        // The verdicts speak about the step that held when they were asked for.
        var verdicts = run.heldSince() != null && run.heldSince().equals(judgedSince)
                ? look.verdicts()
                : List.<VerdictStatus>of();
        var told = verdicts.isEmpty() ? holding : holding.judged(told(holding, run, stage, verdicts));
        var failed = Verdicts.failed(verdicts);
        if (failed.isEmpty()) {
            return goOn(told, run, stage, steps, verdicts);
        }
        if (run.failures() >= analysis.failureLimit()) {
            return Refusal.because(
                    Verdicts.sentence(failed.get()), Reason.ANALYSIS_FAILED, holding.judged(verdicts), run, look, now);
        }
        return holding.judged(verdicts)
                .with(run.failed(1).holding(now))
                .saying(Words.progressing("%s was forgiven a failure: %s; it is judged anew."
                        .formatted(step(run, steps), Verdicts.sentence(failed.get()))));
    }

    private List<VerdictStatus> told(Rollout holding, Run run, Stage stage, List<VerdictStatus> verdicts) {
        var since = holdsSince(run);
        var before = Verdicts.ofTheSame(holding.verdicts(), verdicts);
        return since.plusSeconds(stage.holdSeconds()).isAfter(now)
                ? Verdicts.toldWhileHeld(before, verdicts, since, now)
                : Verdicts.told(before, verdicts, now);
    }

    private Rollout goOn(Rollout rollout, Run run, Stage stage, int steps, @Nullable List<VerdictStatus> verdicts) {
        if (run.paused()) {
            var stopped = rollout.words().reason() == Reason.ANALYSIS_INCONCLUSIVE
                    && rollout.words().phase() == Phase.PAUSED;
            return stopped ? rollout : rollout.saying(Words.paused(step(run, steps) + " waits for the action resume."));
        }
        if (stage.pause()) {
            return rollout.saying(Words.paused(step(run, steps) + " waits for the action promote."));
        }
        var until = holdsSince(run).plusSeconds(stage.holdSeconds());
        if (until.isAfter(now)) {
            return rollout.saying(Words.progressing(
                    "%s holds until %s.".formatted(step(run, steps), until.truncatedTo(ChronoUnit.SECONDS))));
        }
        var analysis = look.spec().analysis();
        if (verdicts != null && analysis != null && !Verdicts.passed(verdicts, measured(analysis))) {
            return undecided(rollout, run, steps, until.plusSeconds(analysis.inconclusiveDeadlineSeconds()));
        }
        return advance(rollout.with(run.at(run.step() + 1, now)));
    }

    private Rollout undecided(Rollout rollout, Run run, int steps, Instant deadline) {
        var why = Verdicts.inconclusive(rollout.verdicts())
                .map(Verdicts::sentence)
                .orElse("the first look at the measures is due");
        if (deadline.isAfter(now)) {
            return rollout.saying(Words.inconclusive("%s cannot be judged yet: %s.".formatted(step(run, steps), why)));
        }
        return rollout.with(run.paused(true))
                .saying(new Words(
                        Phase.PAUSED,
                        Reason.ANALYSIS_INCONCLUSIVE,
                        "%s could not be judged in time: %s. Use the action resume, promote or abort."
                                .formatted(step(run, steps), why)));
    }

    // Checks of the golden set have their own moments.
    private static int measured(AnalysisSpec analysis) {
        return (int) analysis.checks().stream()
                .filter(check -> !check.metric().startsWith("golden"))
                .count();
    }

    private static String step(Run run, int steps) {
        return "Step %d of %d".formatted(run.step(), steps);
    }

    private static Run running(Rollout rollout) {
        return Objects.requireNonNull(rollout.run());
    }

    private static Instant holdsSince(Run run) {
        return Objects.requireNonNull(run.heldSince());
    }
}
