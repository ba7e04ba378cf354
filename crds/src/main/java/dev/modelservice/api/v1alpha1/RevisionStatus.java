package dev.modelservice.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/** A revision that may get requests. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RevisionStatus(
        @Required
        @Size(min = 1, max = 63)
        @JsonPropertyDescription("Name of the revision: the value of the header modelservice-revision.")
        String name,

        @Min(0) @Max(100) @JsonPropertyDescription("Of 100 requests, how many it gets.")
        Integer weight,

        @Min(0)
        @Max(100)
        @JsonPropertyDescription(
                "Of 100 requests to the others, how many it is sent a copy of; its answers are thrown away.")
        Integer mirrorPercent,

        @JsonPropertyDescription("Pods that exist for it.") @Nullable
        Integer replicas,

        @JsonPropertyDescription("Pods of it that are ready.") @Nullable
        Integer readyReplicas,

        @JsonPropertyDescription("Address of its model.") @Nullable
        String modelUri,

        @JsonPropertyDescription("Digest of its model, where it is known: the pinned one, or that of the fetched file.")
        @Nullable
        String modelDigest,

        @JsonPropertyDescription("Image of its runtime.") @Nullable
        String runtimeImage) {

    /** Without pods yet, and without what only they can say. */
    public static RevisionStatus of(String name, int weight, int mirrorPercent) {
        return new RevisionStatus(name, weight, mirrorPercent, null, null, null, null, null);
    }

    public RevisionStatus {
        weight = weight == null ? 0 : weight;
        mirrorPercent = mirrorPercent == null ? 0 : mirrorPercent;
    }
}
