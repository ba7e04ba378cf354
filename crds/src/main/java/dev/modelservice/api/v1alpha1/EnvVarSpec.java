package dev.modelservice.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** One environment variable, with exactly one source for its value. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
        value = "self.name.matches('^[A-Za-z_][A-Za-z0-9_]*$')",
        message = "runtime.env: a variable's name has letters, digits and '_', and does not begin with a digit")
@ValidationRule(
        value = "[has(self.value), has(self.secretKeyRef), has(self.configMapKeyRef)].filter(given, given).size() == 1",
        message = "runtime.env: give each variable exactly one of value, secretKeyRef and configMapKeyRef")
@ValidationRule(
        value = "!(self.name in ['MODELSERVICE_RUNTIME_MODEL_NAME', 'MODELSERVICE_RUNTIME_MODEL_DIRECTORY'])",
        message = "runtime.env: the operator sets this variable itself; remove it")
public record EnvVarSpec(
        @Required
        @Size(min = 1, max = 253)
        @JsonPropertyDescription("Name: letters, digits and '_', not beginning with a digit.")
        String name,

        @Size(max = 32768) @JsonPropertyDescription("The value itself. Secrets belong into secretKeyRef.") @Nullable
        String value,

        @JsonPropertyDescription("Take the value from a key of a Secret.") @Nullable
        KeyRef secretKeyRef,

        @JsonPropertyDescription("Take the value from a key of a ConfigMap.") @Nullable
        KeyRef configMapKeyRef) {}
