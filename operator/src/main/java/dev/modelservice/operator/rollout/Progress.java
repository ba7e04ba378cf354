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
    private @Nullable GoldenRun golden;

    /**
     * @param judgedSince what the verdicts of the look speak about: the step that has held since then
     */
    Progress(Look look, @Nullable Instant judgedSince, Instant now) {
        this.look = look;
        this.judgedSince = judgedSince;
        this.now = now;
    }

    /** What the golden set is wanted for, if it is. */
    @Nullable
    GoldenRun golden() {
        return golden;
    }

    Rollout advance(Rollout rollout) {
        var run = rollout.run();
        if (run == null) {
            return rollout;
        }
        var trouble = look.trouble();
        if (trouble != null && trouble.lasting()) {
            return refused(rollout, run, trouble.reason(), trouble.message());
        }
        var stages = look.stages(rollout);
        return run.step() > stages.size() || run.forced() || look.replicas() == 0
                ? promote(rollout, run, stages.size())
                : stage(rollout, run, stages.get(Math.max(0, run.step() - 1)), stages.size());
    }

    private Rollout stage(Rollout rollout, Run run, Stage stage, int steps) {
        var ready = look.of(run.candidate()).ready();
        if (ready == 0 || (run.heldSince() == null && ready < stage.replicas())) {
            return awaitPods(rollout, run, stage.replicas(), step(run, steps));
        }
        if (run.heldSince() == null) {
            var known = withGolden(rollout, GoldenRun.Moment.BEFORE);
            var tried = tried(known, run, GoldenRun.Moment.BEFORE);
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
            return refused(holding.judged(verdicts), run, Reason.ANALYSIS_FAILED, Verdicts.sentence(failed.get()));
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

    private Rollout promote(Rollout rollout, Run run, int steps) {
        var ready = look.of(run.candidate()).ready();
        if (ready < look.replicas()) {
            return look.isGradual() && !rollout.isProven(run.candidate())
                    ? podByPod(rollout, run, ready)
                    : awaitPods(rollout, run, look.replicas(), "The promotion");
        }
        if (run.paused()) {
            return rollout.saying(Words.paused("The promotion waits for the action resume."));
        }
        if (steps == 0 || run.forced()) {
            return promoted(rollout, run);
        }
        var known = withGolden(rollout, GoldenRun.Moment.PROMOTION);
        var tried = tried(known, run, GoldenRun.Moment.PROMOTION);
        return tried == null ? promoted(known, run) : tried;
    }

    private Rollout promoted(Rollout rollout, Run run) {
        var isWanted = run.candidate().equals(look.wanted());
        return rollout.ended(
                        run.candidate(),
                        isWanted ? Words.serving(run.candidate()) : Actions.undone(run.candidate()),
                        now)
                .proven(run.candidate(), look.spec().revisionHistoryLimit());
    }

    // Each pod that is ready takes its part of the requests over; only then goes one of the others.
    private Rollout podByPod(Rollout rollout, Run run, int ready) {
        var weight = ready * 100 / look.replicas();
        if (late(run)) {
            return refused(rollout, run, Reason.PROGRESS_DEADLINE_EXCEEDED, lateness(ready, look.replicas()));
        }
        if (run.paused()) {
            return rollout.saying(Words.paused("It waits for the action resume."));
        }
        var words = Words.promoting("Revision %s takes over pod by pod: %d of %d are ready%s"
                .formatted(run.candidate(), ready, look.replicas(), because()));
        return weight == rollout.split().weight()
                ? rollout.saying(words)
                : rollout.with(weight, 0)
                        .with(weight > rollout.split().weight() ? run.at(run.step(), now) : run)
                        .saying(words);
    }

    private Rollout awaitPods(Rollout rollout, Run run, int wanted, String what) {
        var ready = look.of(run.candidate()).ready();
        if (late(run) && run.heldSince() == null) {
            return refused(rollout, run, Reason.PROGRESS_DEADLINE_EXCEEDED, lateness(ready, wanted));
        }
        var message = "%s waits for pods of revision %s: %d of %d are ready%s"
                .formatted(what, run.candidate(), ready, wanted, because());
        var words = run.paused()
                ? Words.paused("Paused; " + message)
                : what.equals("The promotion") ? Words.promoting(message) : Words.progressing(message);
        return ready == 0 ? rollout.with(run.waiting(now)).with(0, 0).saying(words) : rollout.saying(words);
    }

    private boolean late(Run run) {
        return !run.stepAt().plusSeconds(look.spec().progressDeadlineSeconds()).isAfter(now);
    }

    private String lateness(int ready, int wanted) {
        var trouble = look.trouble();
        return "%d of %d pods were ready within %d s%s"
                .formatted(
                        ready,
                        wanted,
                        look.spec().progressDeadlineSeconds(),
                        trouble == null ? "" : "; " + trouble.reason().value() + ": " + trouble.message());
    }

    private String because() {
        var trouble = look.trouble();
        return trouble == null ? "." : "; " + trouble.message() + ".";
    }

    private Rollout withGolden(Rollout rollout, GoldenRun.Moment moment) {
        var set = look.golden();
        return set == null ? rollout : rollout.judged(set.at(moment));
    }

    /** Null: the golden set has nothing against going on. */
    private @Nullable Rollout tried(Rollout rollout, Run run, GoldenRun.Moment moment) {
        var set = look.golden();
        if (set == null || rollout.isProven(run.candidate())) {
            return null;
        }
        var verdicts = set.at(moment);
        golden = new GoldenRun(run.candidate(), moment);
        if (verdicts.isEmpty()) {
            return rollout.saying(Words.progressing("The golden set is sent to revision " + run.candidate() + "."));
        }
        var failed = Verdicts.failed(verdicts);
        if (failed.isPresent()) {
            return refused(rollout, run, Reason.ANALYSIS_FAILED, Verdicts.sentence(failed.get()));
        }
        var unclear = Verdicts.inconclusive(verdicts);
        return unclear.map(verdict -> rollout.with(run.paused(true))
                        .saying(new Words(
                                Phase.PAUSED,
                                Reason.ANALYSIS_INCONCLUSIVE,
                                "The golden set could not be tried: %s. Mend it and use the actions abort and retry; promote-full goes on without it."
                                        .formatted(Verdicts.sentence(verdict)))))
                .orElse(null);
    }

    private Rollout refused(Rollout rollout, Run run, Reason reason, String cause) {
        return Refusal.of(
                rollout,
                run,
                look,
                new Words(
                        Phase.ROLLED_BACK,
                        reason,
                        "Revision %s was refused, revision %s serves: %s. Apply another spec, or use the action retry."
                                .formatted(run.candidate(), rollout.stable(), cause)),
                now);
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
