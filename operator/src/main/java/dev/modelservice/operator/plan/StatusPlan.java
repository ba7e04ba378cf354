package dev.modelservice.operator.plan;

import dev.modelservice.api.v1alpha1.ConditionType;
import dev.modelservice.api.v1alpha1.ModelServiceStatus;
import dev.modelservice.api.v1alpha1.Reason;
import dev.modelservice.api.v1alpha1.RevisionStatus;
import dev.modelservice.api.v1alpha1.RuntimeStatus;
import dev.modelservice.operator.check.Finding;
import dev.modelservice.operator.check.TerminationMessage;
import dev.modelservice.operator.observe.Observed;
import dev.modelservice.operator.observe.Pods;
import dev.modelservice.operator.plan.Conditions.Truth;
import dev.modelservice.operator.resources.Labels;
import dev.modelservice.operator.resources.Names;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The status, computed once, at the end, from what was seen. */
final class StatusPlan {

    private static final String IN_PLACE = "What the spec asks for is in place.";

    private static final Set<Reason> KEEPS_FROM_NODES = EnumSet.of(Reason.UNSCHEDULABLE, Reason.MODEL_CLAIM_MISSING);

    private StatusPlan() {}

    static ModelServiceStatus of(Observed observed, Pods pods, Place place, Optional<Finding> finding, Instant now) {
        var service = observed.service();
        var verdict = Verdict.of(pods, service.getSpec().replicas(), place, finding);
        var generation = service.getMetadata().getGeneration();
        var conditions = new Conditions(service.getStatus(), generation, now);
        conditions.add(ConditionType.READY, Truth.of(verdict.ready()), verdict.reason(), verdict.message());
        reconciling(conditions, verdict);
        stalled(conditions, verdict);
        modelLoaded(conditions, pods, verdict);
        scheduled(conditions, pods, finding, service.getSpec().replicas());
        endpointReady(conditions, place);
        return new ModelServiceStatus(
                generation,
                place.url(),
                pods.current().size() + pods.previous().size(),
                pods.ready() + pods.previousReady(),
                Labels.asSelector(Labels.selector(service)),
                digest(observed, pods),
                place.runtime(),
                null,
                null,
                null,
                null,
                List.of(),
                place.revisions().stream()
                        .map(revision -> Revisions.counted(revision, pods))
                        .toList(),
                conditions.list());
    }

    /**
     * Where the model is served.
     *
     * @param url its address
     * @param reachable whether the address leads to its pods, and not to somebody else's
     * @param runtime the runtime of KServe's that it is served with, if it is one
     * @param revisions those that may get requests, their pods not counted yet
     * @param obstacle what keeps requests from finding their way, if anything does
     */
    record Place(
            String url,
            boolean reachable,
            @Nullable RuntimeStatus runtime,
            List<RevisionStatus> revisions,
            Optional<Finding> obstacle) {

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

    private static void reconciling(Conditions conditions, Verdict verdict) {
        if (!verdict.settled() && !verdict.stalled()) {
            conditions.add(ConditionType.RECONCILING, Truth.TRUE, verdict.reason(), verdict.message());
        } else {
            var message = verdict.stalled() ? "Waiting for somebody to act." : IN_PLACE;
            conditions.add(ConditionType.RECONCILING, Truth.FALSE, verdict.reason(), message);
        }
    }

    private static void stalled(Conditions conditions, Verdict verdict) {
        var otherwise = verdict.settled() ? IN_PLACE : "It goes on by itself.";
        conditions.add(
                ConditionType.STALLED,
                Truth.of(verdict.stalled()),
                verdict.reason(),
                verdict.stalled() ? verdict.message() : otherwise);
    }

    private static void modelLoaded(Conditions conditions, Pods pods, Verdict verdict) {
        if (pods.ready() > 0) {
            conditions.add(
                    ConditionType.MODEL_LOADED, Truth.TRUE, Reason.SERVING, "The model is loaded and has answered.");
        } else {
            conditions.add(
                    ConditionType.MODEL_LOADED, Truth.FALSE, verdict.reason(), "No pod of this version has it loaded.");
        }
    }

    private static void scheduled(Conditions conditions, Pods pods, Optional<Finding> finding, int wanted) {
        var placed = pods.current().stream()
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

    private static @Nullable String digest(Observed observed, Pods pods) {
        var pinned = observed.service().getSpec().model().digest();
        if (pinned != null) {
            return pinned;
        }
        return pods.current().stream()
                .filter(Pods::isReady)
                .flatMap(pod -> pod.getStatus().getInitContainerStatuses().stream())
                .filter(container -> container.getName().equals(Names.FETCH_CONTAINER))
                .map(container -> container.getState().getTerminated())
                .filter(Objects::nonNull)
                .flatMap(ended -> TerminationMessage.digest(ended).stream())
                .findFirst()
                .orElse(null);
    }
}
