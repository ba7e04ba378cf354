package dev.modelservice.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;

/** The part of a pod template that a user may lay over ours. It has a pod template's own shape and field names. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PodTemplate(
        @JsonPropertyDescription("Labels and annotations for the pods.")
        PodMetadata metadata,

        @JsonPropertyDescription("Where the pods may run, and as whom.")
        PodSettings spec) {

    /** Nothing laid over. */
    public static final PodTemplate EMPTY = new PodTemplate(PodMetadata.EMPTY, PodSettings.EMPTY);

    public PodTemplate {
        metadata = metadata == null ? PodMetadata.EMPTY : metadata;
        spec = spec == null ? PodSettings.EMPTY : spec;
    }
}
