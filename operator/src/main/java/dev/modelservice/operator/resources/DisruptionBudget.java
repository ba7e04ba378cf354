package dev.modelservice.operator.resources;

import dev.modelservice.api.v1alpha1.ModelService;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudgetBuilder;

/** Lets a node drain take one pod at a time; made only where there is more than one pod. */
public final class DisruptionBudget {

    private DisruptionBudget() {}

    /** Whether a budget makes sense: with one pod it would only block every node drain. */
    public static boolean wanted(ModelService service) {
        return service.getSpec().replicas() > 1;
    }

    /** The budget as it should be. */
    public static PodDisruptionBudget desired(ModelService service) {
        return new PodDisruptionBudgetBuilder()
                .withMetadata(Metadata.child(service))
                .withNewSpec()
                .withMaxUnavailable(new IntOrString(1))
                .withNewSelector()
                .withMatchLabels(Labels.selector(service))
                .endSelector()
                .endSpec()
                .build();
    }
}
