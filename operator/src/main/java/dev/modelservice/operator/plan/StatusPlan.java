package dev.modelservice.operator.plan;

import dev.modelservice.api.v1alpha1.ActionStatus;
import dev.modelservice.api.v1alpha1.ConditionType;
import dev.modelservice.api.v1alpha1.ModelServiceStatus;
import dev.modelservice.api.v1alpha1.Reason;
import dev.modelservice.api.v1alpha1.RolloutStatus;
import dev.modelservice.api.v1alpha1.RuntimeStatus;
import dev.modelservice.operator.check.Finding;
import dev.modelservice.operator.observe.Fleet;
import dev.modelservice.operator.observe.Observed;
import dev.modelservice.operator.plan.Conditions.Truth;
import dev.modelservice.operator.resources.Labels;
import dev.modelservice.operator.rollout.Rollout;
import dev.modelservice.operator.rollout.StoredRollout;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The status, computed once, at the end, from what was seen. */
final class StatusPlan {

    private static final String IN_PLACE = "What the spec asks for is in place.";

    private static final Set<Reason> KEEPS_FROM_NODES = EnumSet.of(Reason.UNSCHEDULABLE, Reason.MODEL_CLAIM_MISSING);

    private StatusPlan() {}

    static ModelServiceStatus of(
            Observed observed, Course course, Place place, Optional<Finding> finding, Instant now) {
        var service = observed.service();
        var replicas = service.getSpec().replicas();
        var fleets = Fleets.of(observed, course.rollout());
        var verdict = Verdict.of(fleets, replicas, place, finding);
        var generation = service.getMetadata().getGeneration();
        var conditions = new Conditions(service.getStatus(), generation, now);
        var outlook = Outlook.of(verdict, course.rollout());
        conditions.add(ConditionType.READY, Truth.of(verdict.ready()), verdict.reason(), verdict.message());
        conditions.add(
                ConditionType.RECONCILING,
                Truth.of(outlook.reconciling()),
                outlook.reason(),
                outlook.reconciling()
                        ? outlook.message()
                        : outlook.stalled() ? "Waiting for somebody to act." : IN_PLACE);
        conditions.add(
                ConditionType.STALLED,
                Truth.of(outlook.stalled()),
                outlook.reason(),
                outlook.stalled() ? outlook.message() : outlook.reconciling() ? "It goes on by itself." : IN_PLACE);
        modelLoaded(conditions, fleets, verdict);
        scheduled(conditions, fleets.stable(), finding, replicas);
        endpointReady(conditions, place);
        rolloutHealthy(conditions, course.rollout());
        return new ModelServiceStatus(
                generation,
                place.url(),
                fleets.size(),
                fleets.ready(),
                Labels.asSelector(Labels.selector(service, course.rollout().stable())),
                course.revisions().digest(fleets.stable()),
                place.runtime(),
                course.rollout().stable().isEmpty() ? null : course.rollout().stable(),
                course.rollout().candidate(),
                course.written(),
                course.handled(),
                course.rollout().promoted(),
                StoredRollout.shares(course.rollout()).stream()
                        .map(course.revisions()::described)
                        .toList(),
                conditions.list());
    }

    /**
     * Where the revisions are.
     *
     * @param written the same, for the status; null before the first rollout
     * @param handled the action that was handled last
     */
    record Course(
            Rollout rollout,
            @Nullable RolloutStatus written,
            @Nullable ActionStatus handled,
            Revisions revisions) {}

    /**
     * Where the model is served.
     *
     * @param url its address
     * @param reachable whether the address leads to its pods, and not to somebody else's
     * @param runtime the runtime of KServe's that it is served with, if it is one
     * @param obstacle what keeps requests from finding their way, if anything does
     */
    record Place(String url, boolean reachable, @Nullable RuntimeStatus runtime, Optional<Finding> obstacle) {

        /** Whether this is what is missing. */
        boolean lacks(Reason reason) {
            return obstacle.map(Finding::reason).equals(Optional.of(reason));
        }
    }

    private static void endpointReady(Conditions conditions, Place place) {
        place.obstacle()
                .ifPresentOrElse(
                        obstacle -> conditions.add(
                                ConditionType.ENDPOINT_READY, Truth.FALSE, obstacle.reason(), obstacle.message() + "."),
                        () -> conditions.add(
                                ConditionType.ENDPOINT_READY,
                                Truth.TRUE,
                                Reason.ROUTED,
                                "Requests find their way to the model's pods."));
    }

    private static void rolloutHealthy(Conditions conditions, Rollout rollout) {
        var truth = switch (rollout.words().phase()) {
            case COMPLETE, PROGRESSING, PROMOTING -> Truth.TRUE;
            case PAUSED, INCONCLUSIVE -> Truth.UNKNOWN;
            case ROLLED_BACK, UNDONE -> Truth.FALSE;
        };
        conditions.add(
                ConditionType.ROLLOUT_HEALTHY,
                truth,
                rollout.words().reason(),
                rollout.words().message());
    }

    private static void modelLoaded(Conditions conditions, Fleets fleets, Verdict verdict) {
        if (fleets.ready() > 0) {
            conditions.add(
                    ConditionType.MODEL_LOADED, Truth.TRUE, Reason.SERVING, "The model is loaded and has answered.");
        } else {
            conditions.add(ConditionType.MODEL_LOADED, Truth.FALSE, verdict.reason(), "No pod has it loaded.");
        }
    }

    private static void scheduled(Conditions conditions, Fleet stable, Optional<Finding> finding, int wanted) {
        var placed = stable.pods().stream()
                .filter(pod -> pod.getSpec().getNodeName() != null)
                .count();
        if (placed >= wanted) {
            conditions.add(ConditionType.SCHEDULED, Truth.TRUE, Reason.SCHEDULED, "Every pod has a node.");
        } else if (finding.isPresent()
                && KEEPS_FROM_NODES.contains(finding.get().reason())) {
            conditions.add(
                    ConditionType.SCHEDULED,
                    Truth.FALSE,
                    finding.get().reason(),
                    finding.get().message());
        } else {
            conditions.add(
                    ConditionType.SCHEDULED,
                    Truth.UNKNOWN,
                    finding.map(Finding::reason).orElse(Reason.STARTING),
                    "Not every pod has been made yet.");
        }
    }
}
