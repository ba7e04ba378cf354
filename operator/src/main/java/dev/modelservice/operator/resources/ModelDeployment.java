package dev.modelservice.operator.resources;

import static java.util.Objects.requireNonNullElse;

import dev.modelservice.api.v1alpha1.LocalRef;
import dev.modelservice.api.v1alpha1.ModelService;
import dev.modelservice.api.v1alpha1.ModelSource;
import dev.modelservice.api.v1alpha1.PodSettings;
import dev.modelservice.api.v1alpha1.PodTemplate;
import dev.modelservice.api.v1alpha1.RuntimeSpec;
import dev.modelservice.api.v1alpha1.TolerationSpec;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.LocalObjectReference;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodSpecBuilder;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpecBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.Toleration;
import io.fabric8.kubernetes.api.model.TolerationBuilder;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.api.model.apps.DeploymentStrategy;
import io.fabric8.kubernetes.api.model.apps.DeploymentStrategyBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** The Deployment that runs a ModelService's pods. */
public final class ModelDeployment {

    private static final int DEFAULT_GRACE_SECONDS = 30;

    private ModelDeployment() {}

    /** The Deployment as it should be. */
    public static Deployment desired(ModelService service, Settings settings) {
        return new DeploymentBuilder()
                .withMetadata(Metadata.child(service))
                .withNewSpec()
                .withReplicas(service.getSpec().replicas())
                .withRevisionHistoryLimit(2)
                .withProgressDeadlineSeconds(RuntimeContainer.LOAD_SECONDS + 60)
                .withStrategy(strategy())
                .withNewSelector()
                .withMatchLabels(Labels.selector(service))
                .endSelector()
                .withTemplate(template(service, settings))
                .endSpec()
                .build();
    }

    /** Which pod template a Deployment carries; the label is on its pods too. */
    public static String revision(Deployment deployment) {
        var labels = deployment.getSpec().getTemplate().getMetadata().getLabels();
        return labels.getOrDefault(Labels.REVISION, "");
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

    private static PodTemplateSpec template(ModelService service, Settings settings) {
        var overlay = requireNonNullElse(service.getSpec().template(), PodTemplate.EMPTY);
        var labels = new TreeMap<>(overlay.metadata().labels());
        labels.putAll(Labels.of(service));
        var template = new PodTemplateSpecBuilder()
                .withNewMetadata()
                .withLabels(labels)
                .withAnnotations(overlay.metadata().annotations())
                .endMetadata()
                .withSpec(podSpec(service, settings, overlay.spec()))
                .build();
        template.getMetadata().getLabels().put(Labels.REVISION, Canonical.digest(template, 8));
        return template;
    }

    private static PodSpec podSpec(ModelService service, Settings settings, PodSettings overlay) {
        var model = service.getSpec().model();
        var ourImage =
                RuntimeContainer.isOurs(requireNonNullElse(service.getSpec().runtime(), RuntimeSpec.OURS));
        var grace = requireNonNullElse(overlay.terminationGracePeriodSeconds(), DEFAULT_GRACE_SECONDS);
        var pod = new PodSpecBuilder()
                .withServiceAccountName(requireNonNullElse(overlay.serviceAccountName(), Names.SHARED))
                .withAutomountServiceAccountToken(false)
                .withEnableServiceLinks(false)
                .withTerminationGracePeriodSeconds((long) grace)
                .withSecurityContext(Restricted.pod(ourImage))
                .withImagePullSecrets(pullSecrets(overlay, model))
                .withNodeSelector(overlay.nodeSelector())
                .withTolerations(overlay.tolerations().stream()
                        .map(ModelDeployment::toleration)
                        .toList())
                .withPriorityClassName(overlay.priorityClassName())
                .withRuntimeClassName(overlay.runtimeClassName())
                .addToContainers(RuntimeContainer.container(service, settings, grace))
                .addToVolumes(ModelVolume.volume(model))
                .addToVolumes(new VolumeBuilder()
                        .withName(Names.TEMPORARY_VOLUME)
                        .withNewEmptyDir()
                        .withSizeLimit(new Quantity("1Gi"))
                        .endEmptyDir()
                        .build());
        if (ModelUri.of(model) instanceof ModelUri.Web) {
            pod.addToInitContainers(FetchContainer.container(model, settings))
                    .addAllToVolumes(FetchContainer.volumes(model));
        }
        return pod.build();
    }

    // The kubelet pulls a model image with the pod's pull secrets, as it does any other image.
    private static List<LocalObjectReference> pullSecrets(PodSettings overlay, ModelSource model) {
        var names = new ArrayList<>(
                overlay.imagePullSecrets().stream().map(LocalRef::name).toList());
        if (model.secretRef() != null && ModelUri.of(model) instanceof ModelUri.Oci) {
            names.add(model.secretRef().name());
        }
        return names.stream().distinct().map(LocalObjectReference::new).toList();
    }

    private static Toleration toleration(TolerationSpec toleration) {
        return new TolerationBuilder()
                .withKey(toleration.key())
                .withOperator(toleration.operator())
                .withValue(toleration.value())
                .withEffect(toleration.effect())
                .withTolerationSeconds(toleration.tolerationSeconds())
                .build();
    }
}
