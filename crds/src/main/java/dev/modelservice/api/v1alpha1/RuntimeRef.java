package dev.modelservice.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

/** A runtime of KServe's, by kind and name. It may be made later: until then a condition says that it is missing. */
@JsonIgnoreProperties(ignoreUnknown = true)
@ValidationRule(
        value = "self.kind in ['ServingRuntime', 'ClusterServingRuntime']",
        message = "runtime.ref: kind is ServingRuntime, for one of this namespace, or ClusterServingRuntime")
@ValidationRule(
        value = "self.name.matches('^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$')",
        message =
                "runtime.ref: the name of an object has lower-case letters, digits, '-' and '.', and a letter or digit at both ends")
public record RuntimeRef(
        @Required
        @Size(max = 63)
        @JsonPropertyDescription("ServingRuntime, for one in this namespace, or ClusterServingRuntime.")
        String kind,

        @Required @Size(min = 1, max = 253) @JsonPropertyDescription("Name of the runtime.")
        String name) {}
