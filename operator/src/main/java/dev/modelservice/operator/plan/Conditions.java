package dev.modelservice.operator.plan;

import dev.modelservice.api.v1alpha1.ConditionType;
import dev.modelservice.api.v1alpha1.ModelServiceStatus;
import dev.modelservice.api.v1alpha1.Reason;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ConditionBuilder;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Builds the list of conditions; the only place that knows when {@code lastTransitionTime} moves. */
final class Conditions {

    private final @Nullable ModelServiceStatus previous;
    private final Long generation;
    private final String now;
    private final List<Condition> list = new ArrayList<>();

    Conditions(@Nullable ModelServiceStatus previous, Long generation, Instant now) {
        this.previous = previous;
        this.generation = generation;
        this.now = now.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    void add(ConditionType type, Truth truth, Reason reason, String message) {
        var status = truth.value();
        var since = Optional.ofNullable(previous)
                .flatMap(stood -> find(stood, type))
                .filter(stood -> stood.getStatus().equals(status))
                .map(Condition::getLastTransitionTime)
                .orElse(now);
        list.add(new ConditionBuilder()
                .withType(type.value())
                .withStatus(status)
                .withReason(reason.value())
                .withMessage(message)
                .withLastTransitionTime(since)
                .withObservedGeneration(generation)
                .build());
    }

    List<Condition> list() {
        return List.copyOf(list);
    }

    static Optional<Condition> find(ModelServiceStatus status, ConditionType type) {
        return status.conditions().stream()
                .filter(condition -> condition.getType().equals(type.value()))
                .findFirst();
    }

    /** A condition's status. */
    enum Truth {
        TRUE("True"),
        FALSE("False"),
        UNKNOWN("Unknown");

        private final String value;

        Truth(String value) {
            this.value = value;
        }

        static Truth of(boolean value) {
            return value ? TRUE : FALSE;
        }

        String value() {
            return value;
        }
    }
}
