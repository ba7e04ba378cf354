package dev.modelservice.operator.rollout;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Decides how a rollout goes on.
 *
 * <p>Always: the shares sum to 100; a revision gets requests only while it has a ready pod, save the stable one, which gets what
 * nobody else does; the stable one loses pods only for requests that another has taken over in the status that stands; what was
 * refused stays so until something else is asked for.
 */
public final class RolloutPolicy {

    /** Every gateway knows by then that a revision gets nothing any more. */
    private static final long GATEWAYS_KNOW_SECONDS = 5;

    private RolloutPolicy() {}

    /**
     * The next step.
     *
     * @param before as it stands in the status that was read; null: nothing is known, or it does not add up
     */
    public static Decision step(@Nullable Rollout before, Look look, Instant time) {
        // What is written down should be read by people, too.
        var now = time.truncatedTo(ChronoUnit.MILLIS);
        var stood = before == null || !look.knows(before.stable())
                ? Rollout.first(look.wanted())
                : forgetting(before, look);
        var acted = Optional.ofNullable(look.action()).map(action -> Actions.of(action, stood, look, now));
        var aimed = proven(Aim.of(acted.map(Actions.Outcome::rollout).orElse(stood), look, now), look);
        var progress = new Progress(look, heldSince(stood), now);
        var next = progress.advance(aimed);
        var leaving = leaving(stood, next, look);
        var kept = leaving.entrySet().stream()
                .filter(revision ->
                        revision.getValue() == null || revision.getValue().isAfter(now))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
        return new Decision(
                next,
                replicas(stood, next, look),
                kept,
                next.run() == null ? null : progress.golden(),
                acted.map(outcome -> new Handled(String.valueOf(look.action()), outcome.accepted(), outcome.message())),
                wakeAt(next, look, leaving, kept, now));
    }

    // A candidate whose record somebody has deleted cannot be made any more.
    private static Rollout forgetting(Rollout before, Look look) {
        var candidate = before.candidate();
        return candidate == null || look.knows(candidate)
                ? before
                : new Rollout(
                        Split.all(before.stable()),
                        null,
                        before.leftAt(),
                        before.refused(),
                        before.words(),
                        before.verdicts(),
                        before.promoted());
    }

    private static Rollout proven(Rollout rollout, Look look) {
        var stable = rollout.stable();
        return look.of(stable).ready() > 0 && !rollout.isProven(stable)
                ? rollout.proven(stable, look.spec().revisionHistoryLimit())
                : rollout;
    }

    private static Map<String, Integer> replicas(Rollout stood, Rollout next, Look look) {
        var replicas = new HashMap<String, Integer>();
        var run = next.run();
        replicas.put(next.stable(), look.replicas());
        if (run == null) {
            return replicas;
        }
        var stages = look.stages(next);
        if (run.step() <= stages.size() && !run.forced()) {
            replicas.put(
                    run.candidate(), stages.get(Math.max(0, run.step() - 1)).replicas());
        } else if (look.isGradual() && !next.isProven(run.candidate())) {
            var count = look.of(run.candidate());
            replicas.put(run.candidate(), Math.min(look.replicas(), Math.max(count.wanted(), count.ready() + 1)));
            replicas.put(next.stable(), look.replicas() - takenOver(stood, next, look.replicas()));
        } else {
            replicas.put(run.candidate(), look.replicas());
        }
        return replicas;
    }

    // By the status that stands, and not by the one that is about to be written: the gateways go by that.
    private static int takenOver(Rollout stood, Rollout next, int replicas) {
        var stillTrue = stood.split().stable().equals(next.stable())
                && String.valueOf(stood.candidate()).equals(next.candidate());
        var weight = stillTrue ? Math.min(stood.split().weight(), next.split().weight()) : 0;
        var pods = Math.toIntExact(Math.round(replicas * weight / 100.0));
        // While it is to serve a part of the requests it keeps a pod, however few are wanted by now.
        return weight < 100 ? Math.min(pods, Math.max(0, replicas - 1)) : pods;
    }

    /** Revisions with pods and without a place, and until when they are kept; null: the gateways still go by them. */
    private static Map<String, @Nullable Instant> leaving(Rollout stood, Rollout next, Look look) {
        var leaving = new HashMap<String, @Nullable Instant>();
        var since = next.leftAt();
        look.pods().keySet().stream()
                .filter(revision -> !revision.equals(next.stable()) && !revision.equals(next.candidate()))
                .forEach(revision -> leaving.put(
                        revision,
                        revision.equals(stood.stable()) || revision.equals(stood.candidate())
                                ? null
                                : since == null ? Instant.EPOCH : since.plusSeconds(delay(look))));
        return leaving;
    }

    private static long delay(Look look) {
        return Math.max(GATEWAYS_KNOW_SECONDS, look.spec().scaleDownDelaySeconds());
    }

    private static @Nullable Instant wakeAt(
            Rollout next, Look look, Map<String, @Nullable Instant> leaving, Set<String> kept, Instant now) {
        var leave = kept.stream().map(revision -> {
            var until = leaving.get(revision);
            return until == null ? now.plusSeconds(delay(look)) : until;
        });
        return Stream.concat(leave, due(next, look, now))
                .filter(moment -> moment.isAfter(now))
                .min(Instant::compareTo)
                .orElse(null);
    }

    private static Stream<Instant> due(Rollout next, Look look, Instant now) {
        var run = next.run();
        if (run == null) {
            return Stream.empty();
        }
        var stages = look.stages(next);
        var held = run.heldSince();
        if (held == null || run.step() > stages.size()) {
            return Stream.of(run.stepAt().plusSeconds(look.spec().progressDeadlineSeconds()));
        }
        var analysis = look.spec().analysis();
        var ends = Stream.of(
                held.plusSeconds(stages.get(Math.max(0, run.step() - 1)).holdSeconds()));
        return analysis == null
                ? ends
                : Stream.concat(ends, Stream.of(now.plus(Duration.ofSeconds(analysis.intervalSeconds()))));
    }

    private static @Nullable Instant heldSince(Rollout rollout) {
        var run = rollout.run();
        return run == null ? null : run.heldSince();
    }
}
