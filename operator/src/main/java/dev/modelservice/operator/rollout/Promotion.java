package dev.modelservice.operator.rollout;

import java.time.Instant;

/** The end of a rollout: the candidate takes over, at once or pod by pod. */
record Promotion(Look look, Pods pods, GoldenTrial golden, Instant now) {

    /** The candidate gets everything, as soon as it can. */
    Rollout promote(Rollout rollout, Run run, int steps) {
        var ready = look.of(run.candidate()).ready();
        if (ready < look.replicas()) {
            return look.isGradual() && !rollout.isProven(run.candidate())
                    ? podByPod(rollout, run, ready)
                    : pods.await(rollout, run, look.replicas(), Pods.PROMOTION);
        }
        if (run.paused()) {
            return rollout.saying(Words.paused("The promotion waits for the action resume."));
        }
        if (steps == 0 || run.forced()) {
            return promoted(rollout, run);
        }
        var known = golden.told(rollout, GoldenRun.Moment.PROMOTION);
        var tried = golden.tried(known, run, GoldenRun.Moment.PROMOTION);
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
        if (pods.isLate(run)) {
            return pods.tooLate(rollout, run, look.replicas());
        }
        if (run.paused()) {
            return rollout.saying(Words.paused("It waits for the action resume."));
        }
        var words = Words.promoting("Revision %s takes over pod by pod: %d of %d are ready%s"
                .formatted(run.candidate(), ready, look.replicas(), pods.because()));
        return weight == rollout.split().weight()
                ? rollout.saying(words)
                : rollout.with(weight, 0)
                        .with(weight > rollout.split().weight() ? run.at(run.step(), now) : run)
                        .saying(words);
    }
}
