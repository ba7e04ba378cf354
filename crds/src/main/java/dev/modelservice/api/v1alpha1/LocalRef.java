package dev.modelservice.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/** An object of a known kind in the same namespace, by name. It may be made later: until then a condition says it is missing. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record LocalRef(
        @Required
        @Size(min = 1, max = 253)
        @Pattern("^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$")
        @JsonPropertyDescription("Name of the object, in the namespace of the ModelService.")
        String name) {}
