package dev.modelservice.operator.resources;

import static java.util.Objects.requireNonNullElse;

import dev.modelservice.api.v1alpha1.LocalRef;
import dev.modelservice.api.v1alpha1.ModelService;
import dev.modelservice.api.v1alpha1.ModelSource;
import dev.modelservice.api.v1alpha1.PodSettings;
import dev.modelservice.api.v1alpha1.PodTemplate;
import dev.modelservice.api.v1alpha1.TolerationSpec;
import dev.modelservice.operator.choice.PodWishes;
import dev.modelservice.operator.choice.Serving;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.LocalObjectReference;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodSpecBuilder;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpecBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.Toleration;
import io.fabric8.kubernetes.api.model.TolerationBuilder;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The pods of a ModelService: what the runtime brings, what the user lays over it, and what is always ours. */
final class ModelPod {

    private static final int DEFAULT_GRACE_SECONDS = 30;

    private ModelPod() {}

    static PodTemplateSpec template(ModelService service, Serving serving, Settings settings) {
        var overlay = requireNonNullElse(service.getSpec().template(), PodTemplate.EMPTY);
        var runtime = serving.wishes();
        var labels = union(runtime.labels(), overlay.metadata().labels());
        labels.putAll(Labels.of(service));
        return new PodTemplateSpecBuilder()
                .withNewMetadata()
                .withLabels(labels)
                .withAnnotations(union(runtime.annotations(), overlay.metadata().annotations()))
                .endMetadata()
                .withSpec(spec(service, serving, settings, overlay.spec()))
                .build();
    }

    private static PodSpec spec(ModelService service, Serving serving, Settings settings, PodSettings overlay) {
        var runtime = serving.wishes();
        var model = service.getSpec().model();
        var grace = requireNonNullElse(overlay.terminationGracePeriodSeconds(), DEFAULT_GRACE_SECONDS);
        var pod = new PodSpecBuilder()
                .withServiceAccountName(requireNonNullElse(overlay.serviceAccountName(), Names.SHARED))
                .withAutomountServiceAccountToken(false)
                .withEnableServiceLinks(false)
                .withTerminationGracePeriodSeconds((long) grace)
                .withSecurityContext(Restricted.pod(serving instanceof Serving.Ours))
                .withImagePullSecrets(pullSecrets(runtime, overlay, model))
                .withNodeSelector(union(runtime.nodeSelector(), overlay.nodeSelector()))
                .withAffinity(runtime.affinity())
                .withTolerations(tolerations(runtime, overlay))
                .withHostIPC(runtime.hostIPC() ? true : null)
                .withSchedulerName(runtime.schedulerName())
                .withResourceClaims(runtime.resourceClaims())
                .withPriorityClassName(overlay.priorityClassName())
                .withRuntimeClassName(overlay.runtimeClassName())
                .addToContainers(serving(service, serving, settings, grace))
                .addAllToContainers(runtime.sidecars().stream()
                        .map(KserveContainer::sidecar)
                        .toList())
                .addToVolumes(ModelVolume.volume(model), temporary())
                .addAllToVolumes(RuntimeVolumes.of(runtime));
        if (ModelUri.of(model) instanceof ModelUri.Web) {
            pod.addToInitContainers(FetchContainer.container(model, settings))
                    .addAllToVolumes(FetchContainer.volumes(model));
        }
        return pod.build();
    }

    private static Container serving(ModelService service, Serving serving, Settings settings, int grace) {
        return serving instanceof Serving.Kserve kserve
                ? KserveContainer.container(service, kserve)
                : RuntimeContainer.container(service, serving, settings, grace);
    }

    private static Volume temporary() {
        return new VolumeBuilder()
                .withName(Names.TEMPORARY_VOLUME)
                .withNewEmptyDir()
                .withSizeLimit(new Quantity("1Gi"))
                .endEmptyDir()
                .build();
    }

    // The kubelet pulls a model image with the pod's pull secrets, as it does any other image.
    private static List<LocalObjectReference> pullSecrets(PodWishes runtime, PodSettings overlay, ModelSource model) {
        var names = new ArrayList<String>();
        runtime.imagePullSecrets().forEach(secret -> names.add(secret.getName()));
        overlay.imagePullSecrets().stream().map(LocalRef::name).forEach(names::add);
        if (model.secretRef() != null && ModelUri.of(model) instanceof ModelUri.Oci) {
            names.add(model.secretRef().name());
        }
        return names.stream().distinct().map(LocalObjectReference::new).toList();
    }

    private static List<Toleration> tolerations(PodWishes runtime, PodSettings overlay) {
        return Stream.concat(
                        runtime.tolerations().stream(),
                        overlay.tolerations().stream().map(ModelPod::toleration))
                .distinct()
                .toList();
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

    private static Map<String, String> union(Map<String, String> runtime, Map<String, String> user) {
        var union = new TreeMap<>(runtime);
        union.putAll(user);
        return union;
    }
}
