package dev.modelservice.operator.plan;

import dev.modelservice.api.v1alpha1.Reason;
import dev.modelservice.operator.check.Finding;
import dev.modelservice.operator.observe.Pods;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * What is to be said about a ModelService.
 *
 * @param ready whether this generation answers
 * @param settled whether everything that the spec asks for is there
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

    static Verdict of(Pods pods, int wanted, StatusPlan.Place place, Optional<Finding> finding) {
        var stalled = finding.map(Finding::stalled).orElse(false);
        var held = finding.map(Finding::reason).filter(HOLD_EVERYTHING::contains);
        if (wanted == 0 && held.isEmpty()) {
            return scaledToZero(pods);
        }
        var serves = place.reachable() && pods.ready() > 0 && pods.previous().isEmpty();
        if (serves && place.obstacle().isPresent()) {
            return unreached(pods, wanted, place.obstacle().get());
        }
        var complete = serves && pods.ready() == wanted && pods.current().size() == wanted;
        if (complete && finding.isEmpty()) {
            return new Verdict(
                    true, true, false, Reason.SERVING, count(pods.ready(), wanted) + " ready; the model answers.");
        }
        if (serves) {
            return new Verdict(
                    true,
                    false,
                    stalled,
                    held.orElse(Reason.SCALING),
                    count(pods.ready(), wanted) + " ready; the model answers" + because(finding));
        }
        return finding.map(
                        found -> new Verdict(false, false, stalled, found.reason(), found.message() + meanwhile(pods)))
                .orElseGet(() -> onTheWay(pods, wanted));
    }

    private static Verdict scaledToZero(Pods pods) {
        var gone = pods.current().isEmpty() && pods.previous().isEmpty();
        return new Verdict(
                false,
                gone,
                false,
                Reason.SCALED_TO_ZERO,
                "spec.replicas is 0, so nothing serves the model; set it to 1 or more to start it.");
    }

    // Its pods serve, and whoever asks in the way that the spec wants does not get there.
    private static Verdict unreached(Pods pods, int wanted, Finding obstacle) {
        return new Verdict(
                false,
                false,
                obstacle.stalled(),
                obstacle.reason(),
                count(pods.ready(), wanted) + " ready; " + obstacle.message() + ".");
    }

    private static Verdict onTheWay(Pods pods, int wanted) {
        return pods.previous().isEmpty()
                ? new Verdict(
                        false,
                        false,
                        false,
                        Reason.STARTING,
                        count(0, wanted) + " ready; waiting for the model to load.")
                : new Verdict(
                        false,
                        false,
                        false,
                        Reason.UPDATING,
                        count(pods.ready(), wanted) + " ready with this version" + meanwhile(pods));
    }

    private static String because(Optional<Finding> finding) {
        return finding.map(found -> "; not in place: " + found.message()).orElse(".");
    }

    private static String meanwhile(Pods pods) {
        return pods.previousReady() == 0
                ? "."
                : "; the previous version goes on serving with "
                        + (pods.previousReady() == 1 ? "1 pod." : pods.previousReady() + " pods.");
    }

    private static String count(int ready, int wanted) {
        return ready + " of " + wanted + " pods";
    }
}
