package dev.modelservice.operator.plan;

import dev.modelservice.api.v1alpha1.ConditionType;
import dev.modelservice.api.v1alpha1.ModelServiceStatus;
import dev.modelservice.api.v1alpha1.Reason;
import dev.modelservice.operator.observe.Observed;
import io.fabric8.kubernetes.api.model.Condition;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
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
    private static final Set<String> IN_PROGRESS = Set.of(
            Reason.STARTING.value(), Reason.UPDATING.value(), Reason.SCALING.value(), Reason.ROUTE_PENDING.value());

    static Report of(Observed observed, ModelServiceStatus status, Instant now) {
        var stands = observed.service().getStatus();
        if (status.equals(stands)) {
            return new Report(false, List.of(), null);
        }
        var due = isDetail(stands, status) ? startedAt(observed).plus(PATIENCE) : now;
        return due.isAfter(now)
                ? new Report(false, List.of(), Duration.between(now, due))
                : new Report(true, notices(stands, status), null);
    }

    // While pods start, only what changes Ready is urgent.
    private static boolean isDetail(@Nullable ModelServiceStatus stands, ModelServiceStatus status) {
        return stands != null
                && Objects.equals(stands.observedGeneration(), status.observedGeneration())
                && ready(stands).equals(ready(status))
                && ready(status).map(Condition::getReason).equals(Optional.of(Reason.STARTING.value()));
    }

    private static Instant startedAt(Observed observed) {
        var deployment = observed.deployment();
        var created = deployment == null ? null : deployment.getMetadata().getCreationTimestamp();
        return created == null ? Instant.EPOCH : Instant.parse(created);
    }

    private static List<Notice> notices(@Nullable ModelServiceStatus stands, ModelServiceStatus status) {
        var before = stands == null ? Optional.<Condition>empty() : ready(stands);
        return ready(status)
                .filter(ready -> !IN_PROGRESS.contains(ready.getReason()))
                .filter(ready -> !before.map(Condition::getReason).equals(Optional.of(ready.getReason())))
                .map(ready -> new Notice(isWarning(ready, status), ready.getReason(), ready.getMessage()))
                .stream()
                .toList();
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
