package dev.modelservice.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import io.fabric8.kubernetes.model.annotation.SpecReplicas;
import org.jspecify.annotations.Nullable;

/**
 * What the user wants served. Absent parts take the defaults that their component documents.
 *
 * @param replicas serving pods wanted, 0 or more; also what the scale subresource writes
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ModelServiceSpec(
        @Required
        @JsonPropertyDescription("The model: where its files are, and how to be sure that they are the right ones.")
        ModelSource model,

        @JsonPropertyDescription(
                "The program that serves the model. Absent: the operator's own inference runtime, or for a model.format"
                        + " that it does not serve, one of KServe's runtimes that does. A change replaces the pods one by one.")
        @Nullable
        RuntimeSpec runtime,

        @SpecReplicas
        @Default("1")
        @Min(0)
        @Max(1000)
        @JsonPropertyDescription(
                "How many pods serve the model. Default 1. 0 stops it and keeps its address; kubectl scale and"
                        + " a HorizontalPodAutoscaler change this field through the scale subresource.")
        Integer replicas,

        @JsonPropertyDescription(
                "CPU, memory and devices for the container that serves the model; of those that a runtime of KServe's"
                        + " says, each one that is named here is replaced. Absent: what that runtime says, or requests of"
                        + " 250m CPU and 512Mi memory, and a memory limit of 2Gi.")
        @Nullable
        ResourceSpec resources,

        @JsonPropertyDescription(
                "How requests come in: host names, a Gateway of yours, limits. Absent: each part's default. A change"
                        + " touches no pod.")
        @Nullable
        EndpointSpec endpoint,

        @JsonPropertyDescription(
                "How a changed model, runtime, resources or template takes over. Absent: pod by pod. A change touches no pod.")
        @Nullable
        RolloutSpec rollout,

        @JsonPropertyDescription(
                "Laid over the pods that the operator makes: labels, annotations and where they may run.")
        @Nullable
        PodTemplate template) {

    /** What {@code replicas} means when it is absent; equals the schema's default. */
    public static final int DEFAULT_REPLICAS = 1;

    public ModelServiceSpec {
        replicas = replicas == null ? DEFAULT_REPLICAS : replicas;
    }

    /** How a change takes over; {@link RolloutSpec#DEFAULT} where the user says nothing about it. */
    public RolloutSpec rolloutOrDefault() {
        return rollout == null ? RolloutSpec.DEFAULT : rollout;
    }

    /** How requests come in; {@link EndpointSpec#DEFAULT} where the user says nothing about it. */
    public EndpointSpec endpointOrDefault() {
        return endpoint == null ? EndpointSpec.DEFAULT : endpoint;
    }
}
