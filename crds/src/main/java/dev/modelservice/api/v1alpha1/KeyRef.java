package dev.modelservice.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

/** One key of a Secret or ConfigMap in the same namespace. A missing object or key keeps the pod from starting. */
@JsonIgnoreProperties(ignoreUnknown = true)
@ValidationRule(
        value = "self.name.matches('^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$')",
        message =
                "name: the name of an object has lower-case letters, digits, '-' and '.', and a letter or digit at both ends")
@ValidationRule(
        value = "self.key.matches('^[-._a-zA-Z0-9]+$')",
        message = "key: a key of a Secret or ConfigMap has letters, digits, '-', '_' and '.'")
public record KeyRef(
        @Required
        @Size(min = 1, max = 253)
        @JsonPropertyDescription("Name of the object, in the namespace of the ModelService.")
        String name,

        @Required @Size(min = 1, max = 253) @JsonPropertyDescription("Key within the object.")
        String key) {}
