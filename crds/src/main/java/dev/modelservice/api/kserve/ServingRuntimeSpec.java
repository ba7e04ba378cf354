package dev.modelservice.api.kserve;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which models a runtime serves, and the pods that do it.
 *
 * <p>From {@code containers} on it holds parts of a pod, with a pod's names. They are kept as they were written: somebody
 * else's object may hold anything there, and must not keep us from reading the others.
 *
 * @param multiModel whether it is meant for ModelMesh, which loads many models into one pod; null: no
 * @param disabled whether it may not be used; null: no
 * @param protocolVersions the protocols it speaks: v1, v2, grpc-v1, grpc-v2; empty: it does not say
 * @param workerSpec the pods beside the first one of a runtime that spans several nodes; only its presence is looked at
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ServingRuntimeSpec(
        List<SupportedModelFormat> supportedModelFormats,
        @Nullable Boolean multiModel,
        @Nullable Boolean disabled,
        List<String> protocolVersions,
        @Nullable Map<String, Object> workerSpec,
        List<Map<String, Object>> containers,
        List<Map<String, Object>> volumes,
        Map<String, String> nodeSelector,
        @Nullable Map<String, Object> affinity,
        List<Map<String, Object>> tolerations,
        Map<String, String> labels,
        Map<String, String> annotations,
        List<Map<String, Object>> imagePullSecrets,
        @Nullable Boolean hostIPC,
        @Nullable String schedulerName,
        List<Map<String, Object>> resourceClaims) {

    public ServingRuntimeSpec {
        supportedModelFormats = supportedModelFormats == null ? List.of() : List.copyOf(supportedModelFormats);
        protocolVersions = protocolVersions == null ? List.of() : List.copyOf(protocolVersions);
        containers = containers == null ? List.of() : List.copyOf(containers);
        volumes = volumes == null ? List.of() : List.copyOf(volumes);
        nodeSelector = nodeSelector == null ? Map.of() : Map.copyOf(nodeSelector);
        tolerations = tolerations == null ? List.of() : List.copyOf(tolerations);
        labels = labels == null ? Map.of() : Map.copyOf(labels);
        annotations = annotations == null ? Map.of() : Map.copyOf(annotations);
        imagePullSecrets = imagePullSecrets == null ? List.of() : List.copyOf(imagePullSecrets);
        resourceClaims = resourceClaims == null ? List.of() : List.copyOf(resourceClaims);
    }
}
