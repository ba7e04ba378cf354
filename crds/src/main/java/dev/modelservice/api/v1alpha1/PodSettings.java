package dev.modelservice.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The pod settings that a user may choose; each has the name and meaning that it has in a pod. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@ValidationRule(
        value = "!has(self.serviceAccountName) || self.serviceAccountName.matches('^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$')",
        message =
                "template.spec.serviceAccountName: the name of an object has lower-case letters, digits, '-' and '.', and a letter or digit at both ends")
@ValidationRule(
        value = "!has(self.priorityClassName) || self.priorityClassName.matches('^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$')",
        message =
                "template.spec.priorityClassName: the name of an object has lower-case letters, digits, '-' and '.', and a letter or digit at both ends")
@ValidationRule(
        value = "!has(self.runtimeClassName) || self.runtimeClassName.matches('^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$')",
        message =
                "template.spec.runtimeClassName: the name of an object has lower-case letters, digits, '-' and '.', and a letter or digit at both ends")
public record PodSettings(
        @Size(max = 32) @JsonPropertyDescription("The pods run only on nodes that carry all these labels.")
        Map<String, @Size(max = 63) String> nodeSelector,

        @Size(max = 32) @JsonPropertyDescription("Node taints that the pods tolerate.")
        List<TolerationSpec> tolerations,

        @Size(min = 1, max = 253)
        @JsonPropertyDescription(
                "ServiceAccount of the pods, made by you. Absent: modelservice-runtime, which the operator"
                        + " keeps in the namespace and which has no rights. No token is mounted either way.")
        @Nullable
        String serviceAccountName,

        @Size(min = 1, max = 253) @JsonPropertyDescription("PriorityClass of the pods.") @Nullable
        String priorityClassName,

        @Size(min = 1, max = 253) @JsonPropertyDescription("RuntimeClass of the pods.") @Nullable
        String runtimeClassName,

        @Size(max = 8)
        @JsonPropertyDescription(
                "Secrets with credentials for the runtime's image. Those for the model belong into model.secretRef.")
        List<LocalRef> imagePullSecrets,

        @Min(1)
        @Max(86400)
        @JsonPropertyDescription("Seconds that a stopping pod gets to finish the requests it has accepted. Default 30.")
        @Nullable
        Integer terminationGracePeriodSeconds) {

    /** Nothing chosen. */
    public static final PodSettings EMPTY = new PodSettings(Map.of(), List.of(), null, null, null, List.of(), null);

    public PodSettings {
        nodeSelector = nodeSelector == null ? Map.of() : Map.copyOf(nodeSelector);
        tolerations = tolerations == null ? List.of() : List.copyOf(tolerations);
        imagePullSecrets = imagePullSecrets == null ? List.of() : List.copyOf(imagePullSecrets);
    }
}
