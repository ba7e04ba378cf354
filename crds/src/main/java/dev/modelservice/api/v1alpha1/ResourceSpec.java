package dev.modelservice.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.api.model.Quantity;
import java.util.Map;

/** Compute resources of one serving container, as in a pod. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@ValidationRule(
        value = "!has(self.requests) || !has(self.limits) || !('cpu' in self.requests) || !('cpu' in self.limits)"
                + " || !quantity(string(self.requests['cpu'])).isGreaterThan(quantity(string(self.limits['cpu'])))",
        message = "resources.requests.cpu: more than resources.limits.cpu; raise the limit or lower the request")
@ValidationRule(
        value =
                "!has(self.requests) || !has(self.limits) || !('memory' in self.requests) || !('memory' in self.limits)"
                        + " || !quantity(string(self.requests['memory'])).isGreaterThan(quantity(string(self.limits['memory'])))",
        message = "resources.requests.memory: more than resources.limits.memory; raise the limit or lower the request")
@ValidationRule(
        value =
                "!has(self.requests) || !has(self.limits) || !('ephemeral-storage' in self.requests) || !('ephemeral-storage' in self.limits)"
                        + " || !quantity(string(self.requests['ephemeral-storage'])).isGreaterThan(quantity(string(self.limits['ephemeral-storage'])))",
        message =
                "resources.requests.ephemeral-storage: more than resources.limits.ephemeral-storage; raise the limit or lower the request")
@ValidationRule(
        value = "!has(self.requests) || self.requests.all(name, name in ['cpu', 'memory', 'ephemeral-storage']"
                + " || name.startsWith('hugepages-') || (has(self.limits) && name in self.limits))",
        message = "resources.requests: devices such as nvidia.com/gpu are asked for in resources.limits")
public record ResourceSpec(
        @Size(max = 16) @JsonPropertyDescription("What the scheduler keeps free for the container, by resource name.")
        Map<String, Quantity> requests,

        @Size(max = 16)
        @JsonPropertyDescription(
                "What the container may use at most, by resource name; devices such as nvidia.com/gpu go here.")
        Map<String, Quantity> limits) {

    public ResourceSpec {
        requests = requests == null ? Map.of() : Map.copyOf(requests);
        limits = limits == null ? Map.of() : Map.copyOf(limits);
    }
}
