package dev.modelservice.e2e.assertions;

import dev.modelservice.api.v1alpha1.ConditionType;
import dev.modelservice.api.v1alpha1.ModelService;
import dev.modelservice.api.v1alpha1.Reason;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.assertj.core.api.AbstractAssert;
import org.assertj.core.api.Assertions;
import org.jspecify.annotations.Nullable;

/** What a ModelService says about itself. Every statement about a condition demands that it speaks of this generation. */
public final class ModelServiceAssert extends AbstractAssert<ModelServiceAssert, @Nullable ModelService> {

    private ModelServiceAssert(@Nullable ModelService actual) {
        super(actual, ModelServiceAssert.class);
    }

    public static ModelServiceAssert assertThat(@Nullable ModelService actual) {
        return new ModelServiceAssert(actual);
    }

    public ModelServiceAssert isReady() {
        return says(ConditionType.READY, true, Reason.SERVING);
    }

    public ModelServiceAssert isNotReady(Reason reason) {
        return says(ConditionType.READY, false, reason);
    }

    public ModelServiceAssert hasReadyReplicas(int expected) {
        Assertions.assertThat(service().getStatus().readyReplicas()).isEqualTo(expected);
        return this;
    }

    /** The message of Ready tells what somebody needs to know. */
    public ModelServiceAssert explains(String... parts) {
        Assertions.assertThat(condition(ConditionType.READY).getMessage()).contains(parts);
        return this;
    }

    public ModelServiceAssert says(ConditionType type, boolean value) {
        Condition condition = condition(type);
        Assertions.assertThat(condition.getStatus())
                .as("status of %s (%s: %s)", type.value(), condition.getReason(), condition.getMessage())
                .isEqualTo(value ? "True" : "False");
        return this;
    }

    public ModelServiceAssert says(ConditionType type, boolean value, Reason reason) {
        says(type, value);
        Assertions.assertThat(condition(type).getReason()).isEqualTo(reason.value());
        return this;
    }

    private Condition condition(ConditionType type) {
        List<Condition> conditions =
                Objects.requireNonNullElse(service().getStatus().conditions(), List.of());
        Optional<Condition> found = conditions.stream()
                .filter(condition -> condition.getType().equals(type.value()))
                .findFirst();
        Assertions.assertThat(found).as("condition %s", type.value()).isPresent();
        return found.orElseThrow();
    }

    private ModelService service() {
        isNotNull();
        ModelService service = Objects.requireNonNull(actual);
        Assertions.assertThat(service.getStatus()).as("status").isNotNull();
        Assertions.assertThat(service.getStatus().observedGeneration())
                .as("observedGeneration")
                .isEqualTo(service.getMetadata().getGeneration());
        return service;
    }
}
