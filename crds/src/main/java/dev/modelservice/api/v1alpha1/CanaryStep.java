package dev.modelservice.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** One step of a Canary: what the new revision gets, and what has to be before the next one. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
        value = "!has(self.pause) || !self.pause || !has(self.holdSeconds)",
        message = "rollout.steps: a step with pause: true waits for the action promote; remove its holdSeconds")
@ValidationRule(
        value = "!has(self.mirrorPercent) || self.mirrorPercent == 0 || !has(self.weight) || self.weight == 0",
        message = "rollout.steps: a step mirrors or answers; give weight or mirrorPercent, not both")
public record CanaryStep(
        @Min(0) @Max(100) @JsonPropertyDescription("Of 100 requests, how many the new revision answers. Default 0.")
        Integer weight,

        @Min(0)
        @Max(100)
        @JsonPropertyDescription(
                "Of 100 requests to the revision that serves, how many the new one is sent a copy of; its answers are"
                        + " compared and thrown away. Default 0.")
        Integer mirrorPercent,

        @Min(0)
        @Max(604_800)
        @JsonPropertyDescription(
                "Seconds that the step takes at least, from when its weight holds. With an analysis it takes longer until each"
                        + " check has passed. Default 0.")
        @Nullable
        Integer holdSeconds,

        @JsonPropertyDescription("Whether the step waits for the action promote. Default false.") @Nullable
        Boolean pause,

        @Min(1)
        @Max(1000)
        @JsonPropertyDescription(
                "Pods of the new revision in this step. Absent: as many as its weight's part of spec.replicas, at least one.")
        @Nullable
        Integer replicas) {

    public CanaryStep {
        weight = weight == null ? 0 : weight;
        mirrorPercent = mirrorPercent == null ? 0 : mirrorPercent;
    }

    /** Whether the step ends only by the action promote. */
    public boolean isPause() {
        return Boolean.TRUE.equals(pause);
    }

    /** How long it takes at least, in seconds. */
    public int hold() {
        return holdSeconds == null ? 0 : holdSeconds;
    }
}
