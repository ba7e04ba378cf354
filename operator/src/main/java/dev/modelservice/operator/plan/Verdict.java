package dev.modelservice.operator.plan;

import dev.modelservice.api.v1alpha1.Reason;
import dev.modelservice.operator.check.Finding;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * What is to be said about whether a ModelService serves.
 *
 * @param ready whether it answers
 * @param settled whether as much of it is there as the spec asks for
 * @param stalled whether somebody has to act before it will be
 */
record Verdict(boolean ready, boolean settled, boolean stalled, Reason reason, String message) {

    /** Without a runtime nothing is made or changed, so nothing is scaled either. */
    private static final Set<Reason> HOLD_EVERYTHING = EnumSet.of(
            Reason.RUNTIME_NOT_FOUND,
            Reason.RUNTIME_KIND_MISSING,
            Reason.RUNTIME_DISABLED,
            Reason.RUNTIME_UNSUITABLE,
            Reason.RUNTIME_INVALID);

    static Verdict of(Fleets fleets, int replicas, StatusPlan.Place place, Optional<Finding> finding) {
        var wanted = fleets.wanted(replicas);
        var stalled = finding.map(Finding::stalled).orElse(false);
        var held = finding.map(Finding::reason).filter(HOLD_EVERYTHING::contains);
        if (replicas == 0 && held.isEmpty()) {
            return scaledToZero(fleets);
        }
        var serves = place.reachable() && fleets.ready() > 0;
        if (serves && place.obstacle().isPresent()) {
            return unreached(fleets, wanted, place.obstacle().get());
        }
        var complete = serves && fleets.ready() >= wanted && fleets.size() >= wanted;
        if (complete && finding.isEmpty()) {
            return new Verdict(
                    true, true, false, Reason.SERVING, count(fleets.ready(), wanted) + " ready; the model answers.");
        }
        if (serves) {
            return new Verdict(
                    true,
                    false,
                    stalled,
                    held.orElse(Reason.SCALING),
                    count(fleets.ready(), wanted) + " ready; the model answers" + because(finding));
        }
        return finding.map(found -> new Verdict(false, false, stalled, found.reason(), found.message() + "."))
                .orElseGet(() -> new Verdict(
                        false,
                        false,
                        false,
                        Reason.STARTING,
                        count(0, wanted) + " ready; waiting for the model to load."));
    }

    private static Verdict scaledToZero(Fleets fleets) {
        return new Verdict(
                false,
                fleets.isEmpty(),
                false,
                Reason.SCALED_TO_ZERO,
                "spec.replicas is 0, so nothing serves the model; set it to 1 or more to start it.");
    }

    // Its pods serve, and whoever asks in the way that the spec wants does not get there.
    private static Verdict unreached(Fleets fleets, int wanted, Finding obstacle) {
        return new Verdict(
                false,
                false,
                obstacle.stalled(),
                obstacle.reason(),
                count(fleets.ready(), wanted) + " ready; " + obstacle.message() + ".");
    }

    private static String because(Optional<Finding> finding) {
        return finding.map(found -> "; not in place: " + found.message()).orElse("") + ".";
    }

    private static String count(int ready, int wanted) {
        return ready + " of " + wanted + " pods";
    }
}
