package dev.modelservice.operator.plan;

import dev.modelservice.api.v1alpha1.ConditionType;
import dev.modelservice.api.v1alpha1.ModelServiceStatus;
import dev.modelservice.api.v1alpha1.Reason;
import dev.modelservice.api.v1alpha1.RolloutStatus;
import dev.modelservice.operator.observe.Observed;
import io.fabric8.kubernetes.api.model.Condition;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Whether a status is worth a write now, and what people should be told.
 *
 * @param now whether to write the status in this reconciliation
 * @param notices Events that go with it
 * @param wakeAfter when a status that was held back is due
 */
record Report(boolean now, List<Notice> notices, @Nullable Duration wakeAfter) {

    /** A starting pod passes through several states within moments; one write tells them all. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** On the way: nobody needs an Event about it. */
    private static final Set<String> IN_PROGRESS =
            Set.of(Reason.STARTING.value(), Reason.SCALING.value(), Reason.ROUTE_PENDING.value());

    static Report of(Observed observed, ModelServiceStatus status, Instant now) {
        var stands = observed.service().getStatus();
        if (status.equals(stands)) {
            return new Report(false, List.of(), null);
        }
        var due = isDetail(stands, status) ? startedAt(observed, status).plus(PATIENCE) : now;
        return due.isAfter(now)
                ? new Report(false, List.of(), Duration.between(now, due))
                : new Report(true, notices(stands, status), null);
    }

    // While pods start, only what changes Ready or moves a rollout is urgent.
    private static boolean isDetail(@Nullable ModelServiceStatus stands, ModelServiceStatus status) {
        return stands != null
                && Objects.equals(stands.observedGeneration(), status.observedGeneration())
                && Objects.equals(stands.handledAction(), status.handledAction())
                && ready(stands).equals(ready(status))
                && place(stands).equals(place(status))
                && (status.candidateRevision() != null
                        || ready(status).map(Condition::getReason).equals(Optional.of(Reason.STARTING.value())));
    }

    /** Where a rollout is, without the words about it. */
    private static List<Object> place(ModelServiceStatus status) {
        var rollout = status.rollout();
        return Stream.of(
                        Optional.ofNullable(status.stableRevision()),
                        Optional.ofNullable(status.candidateRevision()),
                        Optional.ofNullable(rollout).map(RolloutStatus::phase),
                        Optional.ofNullable(rollout).map(RolloutStatus::reason),
                        Optional.ofNullable(rollout).map(RolloutStatus::stepAt),
                        Optional.ofNullable(rollout).map(RolloutStatus::heldSince),
                        Optional.ofNullable(rollout).map(RolloutStatus::actualWeight),
                        Optional.ofNullable(rollout).map(RolloutStatus::failures),
                        Optional.ofNullable(rollout).map(RolloutStatus::paused),
                        Optional.ofNullable(rollout).map(RolloutStatus::verdicts))
                .map(Object.class::cast)
                .toList();
    }

    /** When the pods that are starting were asked for. */
    private static Instant startedAt(Observed observed, ModelServiceStatus status) {
        var starting = Objects.requireNonNullElse(status.candidateRevision(), String.valueOf(status.stableRevision()));
        return observed.deployments().stream()
                .filter(deployment -> deployment.getMetadata().getName().equals(starting))
                .map(deployment -> deployment.getMetadata().getCreationTimestamp())
                .filter(Objects::nonNull)
                .map(Instant::parse)
                .findFirst()
                .orElse(Instant.EPOCH);
    }

    private static List<Notice> notices(@Nullable ModelServiceStatus stands, ModelServiceStatus status) {
        var before = stands == null ? Optional.<Condition>empty() : ready(stands);
        var ofRollout = RolloutNotices.between(stands, status);
        var ofReady = ready(status)
                .filter(ready -> !IN_PROGRESS.contains(ready.getReason()))
                .filter(ready -> !before.map(Condition::getReason).equals(Optional.of(ready.getReason())))
                .map(ready -> new Notice(isWarning(ready, status), ready.getReason(), ready.getMessage()))
                .stream();
        return Stream.concat(ofReady, ofRollout.stream()).toList();
    }

    // A model may answer, and yet nothing go on with it until somebody acts.
    private static boolean isWarning(Condition ready, ModelServiceStatus status) {
        var stalled = Conditions.find(status, ConditionType.STALLED);
        return (ready.getStatus().equals("False") && !ready.getReason().equals(Reason.SCALED_TO_ZERO.value()))
                || stalled.map(Condition::getStatus).equals(Optional.of("True"));
    }

    private static Optional<Condition> ready(ModelServiceStatus status) {
        return Conditions.find(status, ConditionType.READY);
    }
}
