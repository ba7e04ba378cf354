package dev.modelservice.operator.plan;

import dev.modelservice.operator.observe.Fleet;
import dev.modelservice.operator.observe.Observed;
import dev.modelservice.operator.rollout.Rollout;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The pods of a ModelService, by what they are for.
 *
 * @param stable those of the revision that serves
 * @param candidate those of the one on its way, if there is one
 * @param shared whether the candidate answers requests
 * @param others living pods of revisions that have lost their place
 */
record Fleets(Fleet stable, @Nullable Fleet candidate, boolean shared, int others) {

    static Fleets of(Observed observed, Rollout rollout) {
        var stable = Fleet.of(observed, rollout.stable());
        var candidate = rollout.candidate() == null ? null : Fleet.of(observed, rollout.candidate());
        var others = observed.deployments().stream()
                .map(deployment -> deployment.getMetadata().getName())
                .filter(name -> !name.equals(rollout.stable()) && !name.equals(rollout.candidate()))
                .mapToInt(name -> Fleet.of(observed, name).pods().size())
                .sum();
        return new Fleets(stable, candidate, rollout.split().weight() > 0, others);
    }

    /** Pods that answer requests, or would if they were ready. */
    int size() {
        return serving().mapToInt(fleet -> fleet.pods().size()).sum();
    }

    /** How many of them are ready. */
    int ready() {
        return serving().mapToInt(Fleet::ready).sum();
    }

    /** How many there should be, where the spec asks for so many. */
    int wanted(int replicas) {
        return shared ? serving().mapToInt(Fleet::wanted).sum() : replicas;
    }

    /** Whether no pod of any revision is left. */
    boolean isEmpty() {
        return stable.pods().isEmpty()
                && others == 0
                && (candidate == null || candidate.pods().isEmpty());
    }

    private Stream<Fleet> serving() {
        return shared && candidate != null ? Stream.of(stable, candidate) : Stream.of(stable);
    }
}
