package dev.modelservice.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** A node taint that the pods tolerate, as in a pod. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
        value = "!has(self.operator) || self.operator in ['Equal', 'Exists']",
        message = "template.spec.tolerations: operator is Equal or Exists")
@ValidationRule(
        value = "!has(self.effect) || self.effect in ['NoSchedule', 'PreferNoSchedule', 'NoExecute']",
        message = "template.spec.tolerations: effect is NoSchedule, PreferNoSchedule or NoExecute")
@ValidationRule(
        value = "!has(self.operator) || self.operator != 'Exists' || !has(self.value)",
        message = "template.spec.tolerations: operator Exists takes no value; remove it or use operator Equal")
@ValidationRule(
        value = "has(self.key) || (has(self.operator) && self.operator == 'Exists')",
        message = "template.spec.tolerations: name a key, or use operator Exists to tolerate every taint")
@ValidationRule(
        value = "!has(self.tolerationSeconds) || (has(self.effect) && self.effect == 'NoExecute')",
        message = "template.spec.tolerations: tolerationSeconds belongs to effect NoExecute")
public record TolerationSpec(
        @Size(min = 1, max = 316)
        @JsonPropertyDescription("Key of the taint. Absent with operator Exists: every taint.")
        @Nullable
        String key,

        @Size(max = 16) @JsonPropertyDescription("Equal (default) or Exists.") @Nullable
        String operator,

        @Size(max = 63) @JsonPropertyDescription("Value of the taint, with operator Equal.") @Nullable
        String value,

        @Size(max = 32)
        @JsonPropertyDescription("NoSchedule, PreferNoSchedule or NoExecute. Absent: every effect.")
        @Nullable
        String effect,

        @Min(0)
        @JsonPropertyDescription("How long a pod stays after a NoExecute taint appeared. Absent: for ever.")
        @Nullable
        Long tolerationSeconds) {}
