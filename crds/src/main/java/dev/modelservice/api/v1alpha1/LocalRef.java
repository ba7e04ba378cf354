package dev.modelservice.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

/** An object of a known kind in the same namespace, by name. It may be made later: until then a condition says it is missing. */
@JsonIgnoreProperties(ignoreUnknown = true)
@ValidationRule(
        value = "self.name.matches('^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$')",
        message =
                "name: the name of an object has lower-case letters, digits, '-' and '.', and a letter or digit at both ends")
public record LocalRef(
        @Required
        @Size(min = 1, max = 253)
        @JsonPropertyDescription("Name of the object, in the namespace of the ModelService.")
        String name) {}
