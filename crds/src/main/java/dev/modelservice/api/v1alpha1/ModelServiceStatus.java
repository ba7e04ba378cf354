package dev.modelservice.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.model.annotation.LabelSelector;
import io.fabric8.kubernetes.model.annotation.StatusReplicas;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the operator saw and decided. Written by the operator alone, as a whole, whenever a part of it changes. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ModelServiceStatus(
        @JsonPropertyDescription("The metadata.generation that this status speaks about.") @Nullable
        Long observedGeneration,

        @JsonPropertyDescription(
                "Where the model answers: its host name below the gateway's domain, or where none is set, inside the"
                        + " cluster.")
        @Nullable
        String url,

        @StatusReplicas @JsonPropertyDescription("Pods that exist for the model.") @Nullable
        Integer replicas,

        @JsonPropertyDescription("Pods that are ready: model loaded and a first inference answered.") @Nullable
        Integer readyReplicas,

        @LabelSelector @JsonPropertyDescription("Label selector of the pods, for the scale subresource.") @Nullable
        String selector,

        @JsonPropertyDescription(
                "Digest of the model that the pods serve, where it is known: the pinned one, or that of the"
                        + " fetched file.")
        @Nullable
        String modelDigest,

        @JsonPropertyDescription(
                "The runtime of KServe's that the model is served with. Where it was chosen by model.format, it is kept"
                        + " as long as it fits. Absent with the operator's own runtime and with runtime.image.")
        @Nullable
        RuntimeStatus runtime,

        @JsonPropertyDescription("The revision that serves: requests that no rollout gives to another one go to it.")
        @Nullable
        String stableRevision,

        @JsonPropertyDescription("The revision that is to take over, while a rollout runs.") @Nullable
        String candidateRevision,

        @JsonPropertyDescription("How the rollout that runs is, or how the last one ended.") @Nullable
        RolloutStatus rollout,

        @JsonPropertyDescription(
                "The last action (annotation modelservice.dev/action) that was handled, and what came of it.")
        @Nullable
        ActionStatus handledAction,

        @Size(max = 64)
        @JsonPropertyDescription(
                "The revisions that have served all requests, the newest first: a return to one of them skips the steps.")
        List<@Size(max = 63) String> promotedRevisions,

        @Size(max = 32) @JsonPropertyDescription("The revisions that may get requests, and their shares.")
        List<RevisionStatus> revisions,

        @Size(max = 16)
        @JsonPropertyDescription(
                "Ready, Reconciling and Stalled (as kstatus reads them), ModelLoaded, Scheduled and EndpointReady. Each"
                        + " has a reason out of a closed list, and a message that says what to do next.")
        List<Condition> conditions) {

    public ModelServiceStatus {
        promotedRevisions = promotedRevisions == null ? List.of() : List.copyOf(promotedRevisions);
        revisions = revisions == null ? List.of() : List.copyOf(revisions);
        conditions = conditions == null ? List.of() : List.copyOf(conditions);
    }
}
