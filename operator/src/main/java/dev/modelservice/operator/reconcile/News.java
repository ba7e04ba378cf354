package dev.modelservice.operator.reconcile;

import dev.modelservice.operator.check.Checks;
import dev.modelservice.operator.resources.Labels;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentCondition;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Whether an update of a child can change a plan. A Deployment counts its pods in its status four times while they
 * start, and we count them ourselves.
 */
final class News {

    private News() {}

    static boolean matters(HasMetadata now, HasMetadata before) {
        return !(now instanceof Deployment deployment && before instanceof Deployment earlier)
                || !Objects.equals(owned(deployment.getMetadata()), owned(earlier.getMetadata()))
                || !troubles(deployment).equals(troubles(earlier));
    }

    // The generation counts every change of the spec.
    private static List<Object> owned(ObjectMeta metadata) {
        var annotations = Objects.requireNonNullElse(metadata.getAnnotations(), Map.<String, String>of());
        return List.of(
                metadata.getGeneration(),
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
}
