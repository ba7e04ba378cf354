package dev.modelservice.operator.resources;

import dev.modelservice.api.v1alpha1.ModelService;
import dev.modelservice.api.v1alpha1.ModelServiceSpec;
import dev.modelservice.operator.choice.Serving;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.api.model.apps.DeploymentStrategy;
import io.fabric8.kubernetes.api.model.apps.DeploymentStrategyBuilder;
import java.util.Map;
import java.util.Objects;

/** The Deployment that runs a ModelService's pods. */
public final class ModelDeployment {

    private ModelDeployment() {}

    /** The Deployment as it should be. */
    public static Deployment desired(ModelService service, Serving serving, Settings settings) {
        return new DeploymentBuilder()
                .withMetadata(new ObjectMetaBuilder(Metadata.child(service))
                        .addToAnnotations(Labels.MADE_FOR, madeFor(service))
                        .build())
                .withNewSpec()
                .withReplicas(service.getSpec().replicas())
                .withRevisionHistoryLimit(2)
                .withProgressDeadlineSeconds(RuntimeContainer.LOAD_SECONDS + 60)
                .withStrategy(strategy())
                .withNewSelector()
                .withMatchLabels(Labels.selector(service))
                .endSelector()
                .withTemplate(ModelPod.template(service, serving, settings))
                .endSpec()
                .build();
    }

    /** Which pod template a Deployment carries; the label is on its pods too. */
    public static String revision(Deployment deployment) {
        var labels = deployment.getSpec().getTemplate().getMetadata().getLabels();
        return labels.getOrDefault(Labels.REVISION, "");
    }

    /** Whether a Deployment was made for what the ModelService says now; how many pods there are is not looked at. */
    public static boolean isMadeFor(ModelService service, Deployment deployment) {
        var annotations =
                Objects.requireNonNullElse(deployment.getMetadata().getAnnotations(), Map.<String, String>of());
        return madeFor(service).equals(annotations.get(Labels.MADE_FOR));
    }

    private static String madeFor(ModelService service) {
        var spec = service.getSpec();
        return Canonical.digest(
                new ModelServiceSpec(
                        spec.model(),
                        spec.runtime(),
                        ModelServiceSpec.DEFAULT_REPLICAS,
                        spec.resources(),
                        null,
                        null,
                        spec.template()),
                8);
    }

    // A new pod is ready before an old one goes: no request is refused for want of a pod.
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
