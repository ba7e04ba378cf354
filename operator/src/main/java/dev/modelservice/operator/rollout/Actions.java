package dev.modelservice.operator.rollout;

import dev.modelservice.api.v1alpha1.Reason;
import java.time.Instant;

/** What the verbs do to a rollout. */
final class Actions {

    private Actions() {}

    /** A rollout after an action, and what came of it. */
    record Outcome(Rollout rollout, boolean accepted, String message) {}

    static Outcome of(String annotation, Rollout rollout, Look look, Instant now) {
        return Action.of(annotation)
                .map(action -> of(action, rollout, look, now))
                .orElseGet(() -> refused(rollout, "The action is not understood: " + Action.form() + "."));
    }

    private static Outcome of(Action action, Rollout rollout, Look look, Instant now) {
        return switch (action.verb()) {
            case RETRY -> retry(rollout, now);
            case UNDO -> undo(action, rollout, look, now);
            case PROMOTE, PROMOTE_FULL, PAUSE, RESUME, ABORT -> {
                var run = rollout.run();
                yield run == null
                        ? refused(
                                rollout,
                                "There is nothing to %s: no revision is on its way."
                                        .formatted(action.verb().word()))
                        : ofRun(action.verb(), rollout, run, look, now);
            }
        };
    }

    private static Outcome ofRun(Action.Verb verb, Rollout rollout, Run run, Look look, Instant now) {
        var steps = look.stages(rollout).size();
        return switch (verb) {
            case PROMOTE ->
                run.step() > steps
                        ? refused(rollout, "The promotion is under way; promote-full goes past what holds it.")
                        : done(
                                rollout.with(run.paused(false).at(run.step() + 1, now)),
                                "Step %d of %d is over.".formatted(run.step(), steps));
            case PROMOTE_FULL ->
                done(rollout.with(run.forced(steps + 1, now)), "Goes past all steps and checks to the promotion.");
            case PAUSE ->
                run.paused()
                        ? refused(rollout, "It is paused already.")
                        : done(rollout.with(run.paused(true)), "Paused; the action resume lets it go on.");
            case RESUME ->
                run.paused()
                        ? done(rollout.with(run.paused(false).at(run.step(), now)), "The step begins anew.")
                        : refused(rollout, "It is not paused by an action; a step with pause: true waits for promote.");
            case ABORT -> done(abort(rollout, run, look, now), "Revision " + run.candidate() + " was sent back.");
            case RETRY, UNDO -> throw new IllegalArgumentException(verb.word());
        };
    }

    private static Rollout abort(Rollout rollout, Run run, Look look, Instant now) {
        return Refusal.of(
                rollout,
                run,
                look,
                new Words(
                        Phase.ROLLED_BACK,
                        Reason.ROLLOUT_ABORTED,
                        "Revision %s was sent back by the action abort; revision %s serves."
                                .formatted(run.candidate(), rollout.stable())),
                now);
    }

    private static Outcome retry(Rollout rollout, Instant now) {
        var refused = rollout.refused();
        if (refused == null) {
            return refused(rollout, "There is nothing to retry: no revision was refused.");
        }
        var again = rollout.refusing(null);
        return refused.equals(rollout.stable())
                ? done(again.ended(refused, Words.serving(refused), now), "Revision " + refused + " goes on serving.")
                : done(again.begun(refused, now), "Revision " + refused + " starts again.");
    }

    private static Outcome undo(Action action, Rollout rollout, Look look, Instant now) {
        var words = action.revision();
        var target = words == null
                ? rollout.promoted().stream()
                        .filter(revision -> !revision.equals(rollout.stable()) && look.knows(revision))
                        .findFirst()
                : look.meant(words);
        if (target.isEmpty()) {
            return refused(
                    rollout,
                    words == null
                            ? "There is no earlier revision that has served."
                            : "There is no revision %s; these are kept: %s."
                                    .formatted(
                                            words,
                                            String.join(", ", look.history().keySet())));
        }
        var revision = target.get();
        if (revision.equals(rollout.candidate()) || (revision.equals(rollout.stable()) && rollout.run() == null)) {
            return refused(rollout, "Revision " + revision + " is what serves, or is on its way.");
        }
        var aside = rollout.refusing(revision.equals(look.wanted()) ? null : look.wanted());
        return revision.equals(rollout.stable())
                ? done(aside.ended(revision, undone(revision), now), "Revision " + revision + " goes on serving.")
                : done(aside.begun(revision, now), "Revision " + revision + " comes back.");
    }

    /** An earlier revision serves, and not the one that the spec asks for. */
    static Words undone(String revision) {
        return new Words(
                Phase.UNDONE,
                Reason.ROLLOUT_UNDONE,
                "Revision %s serves because of the action undo; change the spec to what should serve, or use the action retry."
                        .formatted(revision));
    }

    private static Outcome done(Rollout next, String message) {
        return new Outcome(next, true, message);
    }

    private static Outcome refused(Rollout rollout, String message) {
        return new Outcome(rollout, false, message);
    }
}
