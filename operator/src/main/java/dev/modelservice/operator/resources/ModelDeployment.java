package dev.modelservice.operator.resources;

import dev.modelservice.api.v1alpha1.ModelService;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.api.model.apps.DeploymentStrategy;
import io.fabric8.kubernetes.api.model.apps.DeploymentStrategyBuilder;
import java.util.Map;

/** The Deployment that runs a revision's pods. */
public final class ModelDeployment {

    private ModelDeployment() {}

    /** The Deployment as it should be. */
    public static Deployment desired(ModelService service, ModelRevision revision, int replicas) {
        return new DeploymentBuilder()
                .withMetadata(Metadata.child(service, revision.name(), Map.of(Labels.REVISION, revision.name())))
                .withNewSpec()
                .withReplicas(replicas)
                .withRevisionHistoryLimit(0)
                .withProgressDeadlineSeconds(RuntimeContainer.LOAD_SECONDS + 60)
                .withStrategy(strategy())
                .withNewSelector()
                .withMatchLabels(Labels.selector(service, revision.name()))
                .endSelector()
                .withTemplate(revision.pod())
                .endSpec()
                .build();
    }

    /** Whose pods it runs. */
    public static String revision(Deployment deployment) {
        return deployment.getMetadata().getLabels().getOrDefault(Labels.REVISION, "");
    }

    // Its template never changes by itself. Where somebody edited it, it is set right without losing a pod that serves.
    private static DeploymentStrategy strategy() {
        return new DeploymentStrategyBuilder()
                .withType("RollingUpdate")
                .withNewRollingUpdate()
                .withMaxSurge(new IntOrString(1))
                .withMaxUnavailable(new IntOrString(0))
                .endRollingUpdate()
                .build();
    }
}
