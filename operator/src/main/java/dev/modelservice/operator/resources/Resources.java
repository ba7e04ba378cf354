package dev.modelservice.operator.resources;

import dev.modelservice.api.v1alpha1.ResourceSpec;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.fabric8.kubernetes.api.model.ResourceRequirementsBuilder;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the container that serves asks of its node. */
final class Resources {

    private static final ResourceSpec DEFAULT = new ResourceSpec(
            Map.of("cpu", new Quantity("250m"), "memory", new Quantity("512Mi")),
            Map.of("memory", new Quantity("2Gi")));

    private Resources() {}

    /** As the user says, or our default. */
    static ResourceRequirements of(@Nullable ResourceSpec wanted) {
        var resources = wanted == null ? DEFAULT : wanted;
        return new ResourceRequirementsBuilder()
                .withRequests(resources.requests())
                .withLimits(resources.limits())
                .build();
    }

    /** The runtime's, each resource replaced that the user names; where neither says anything, our default. */
    static ResourceRequirements over(@Nullable ResourceRequirements runtime, @Nullable ResourceSpec wanted) {
        if (runtime == null
                || (runtime.getRequests().isEmpty() && runtime.getLimits().isEmpty())) {
            var claims = runtime == null ? null : runtime.getClaims();
            return new ResourceRequirementsBuilder(of(wanted))
                    .withClaims(claims)
                    .build();
        }
        return wanted == null
                ? runtime
                : new ResourceRequirementsBuilder(runtime)
                        .addToRequests(wanted.requests())
                        .addToLimits(wanted.limits())
                        .build();
    }
}
