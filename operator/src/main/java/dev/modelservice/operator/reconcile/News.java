package dev.modelservice.operator.reconcile;

import dev.modelservice.operator.check.Checks;
import dev.modelservice.operator.resources.GatewayAddresses;
import dev.modelservice.operator.resources.Labels;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentCondition;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointConditions;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Whether an update of a child can change a plan. A Deployment counts its pods in its status four times while they
 * start, and we count them ourselves. An EndpointSlice counts the changes of its pods too.
 */
final class News {

    private News() {}

    static boolean matters(HasMetadata now, HasMetadata before) {
        if (now instanceof EndpointSlice slice && before instanceof EndpointSlice earlier) {
            return !Objects.equals(owned(slice.getMetadata()), owned(earlier.getMetadata()))
                    || !Objects.equals(slice.getPorts(), earlier.getPorts())
                    || !states(slice).equals(states(earlier));
        }
        return !(now instanceof Deployment deployment && before instanceof Deployment earlier)
                || !Objects.equals(owned(deployment.getMetadata()), owned(earlier.getMetadata()))
                || !troubles(deployment).equals(troubles(earlier));
    }

    // The generation counts every change of the spec.
    private static List<Object> owned(ObjectMeta metadata) {
        var annotations = Objects.requireNonNullElse(metadata.getAnnotations(), Map.<String, String>of());
        return List.of(
                Objects.requireNonNullElse(metadata.getGeneration(), 0L),
                metadata.getLabels(),
                metadata.getOwnerReferences(),
                annotations.getOrDefault(Labels.APPLIED, ""));
    }

    private static List<DeploymentCondition> troubles(Deployment deployment) {
        return deployment.getStatus() == null
                ? List.of()
                : deployment.getStatus().getConditions().stream()
                        .filter(Checks::isTrouble)
                        .toList();
    }

    private static Set<List<Object>> states(EndpointSlice slice) {
        return GatewayAddresses.endpoints(slice).stream()
                .map(endpoint -> List.<Object>of(
                        endpoint.getAddresses(),
                        Objects.requireNonNullElseGet(endpoint.getConditions(), EndpointConditions::new)))
                .collect(Collectors.toSet());
    }
}
