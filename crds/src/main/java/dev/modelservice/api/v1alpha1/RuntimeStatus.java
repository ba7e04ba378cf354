package dev.modelservice.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;

/** The runtime of KServe's that a model is served with. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record RuntimeStatus(
        @JsonPropertyDescription("ServingRuntime or ClusterServingRuntime.")
        String kind,

        @JsonPropertyDescription("Name of the runtime.") String name) {}
