package dev.modelservice.operator.resources;

import static java.util.Objects.requireNonNullElse;

import dev.modelservice.api.v1alpha1.GoldenSet;
import dev.modelservice.api.v1alpha1.LocalRef;
import dev.modelservice.api.v1alpha1.ModelService;
import dev.modelservice.api.v1alpha1.PodTemplate;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.LocalObjectReference;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import java.util.List;
import java.util.Map;

/**
 * The pod that asks a revision the golden set, once. It asks through the model's Service like any client, and names the revision. It has not the
 * label by which a ModelService's pods are selected, so nothing sends it requests or counts it as a replica.
 */
public final class GoldenPod {

    /** The component label's value. */
    public static final String COMPONENT = "golden";

    /** On the pod: whether it asks before the first request or before the promotion. */
    public static final String MOMENT = "modelservice.dev/golden-moment";

    public static final String CONTAINER = "golden";

    private static final String VOLUME = "golden";
    private static final String DIRECTORY = "/golden";
    private static final long DEADLINE_SECONDS = 600;
    private static final String OCI = "oci://";

    private GoldenPod() {}

    /**
     * The pod as it should be.
     *
     * @param moment a label's value, such as {@code before} or {@code promotion}
     * @param golden the analysis' set
     */
    public static Pod desired(
            ModelService service, GoldenSet golden, String revision, String moment, String name, Settings settings) {
        var overlay = requireNonNullElse(service.getSpec().template(), PodTemplate.EMPTY);
        return new PodBuilder()
                .withMetadata(metadata(service, revision, moment, name))
                .withNewSpec()
                .withRestartPolicy("Never")
                .withActiveDeadlineSeconds(DEADLINE_SECONDS)
                .withTerminationGracePeriodSeconds(1L)
                .withServiceAccountName(Names.SHARED)
                .withAutomountServiceAccountToken(false)
                .withEnableServiceLinks(false)
                .withSecurityContext(Restricted.pod(true))
                .withImagePullSecrets(overlay.spec().imagePullSecrets().stream()
                        .map(LocalRef::name)
                        .map(LocalObjectReference::new)
                        .toList())
                .withContainers(container(service, golden, revision, settings))
                .withVolumes(volume(golden))
                .endSpec()
                .build();
    }

    private static ObjectMeta metadata(ModelService service, String revision, String moment, String name) {
        return new ObjectMetaBuilder()
                .withName(name)
                .withNamespace(service.getMetadata().getNamespace())
                .withLabels(Map.of(
                        Labels.MANAGED_BY,
                        Names.FIELD_MANAGER,
                        Labels.NAME,
                        "modelservice",
                        Labels.COMPONENT,
                        COMPONENT,
                        Labels.MODEL,
                        Names.of(service),
                        Labels.REVISION,
                        revision,
                        MOMENT,
                        moment))
                .withOwnerReferences(Owners.controller(service))
                .build();
    }

    private static Container container(ModelService service, GoldenSet golden, String revision, Settings settings) {
        return new ContainerBuilder()
                .withName(CONTAINER)
                .withImage(settings.runtimeImage())
                .withCommand(
                        "java",
                        "-Xmx128m",
                        "-cp",
                        "/app/app/*:/app/lib/main/*:/app/lib/boot/*",
                        "dev.modelservice.golden.Golden")
                .withEnv(environment(service, golden, revision, settings))
                .addNewVolumeMount()
                .withName(VOLUME)
                .withMountPath(DIRECTORY)
                .withReadOnly(true)
                .endVolumeMount()
                .withSecurityContext(Restricted.container())
                .withTerminationMessagePolicy("File")
                .withNewResources()
                .withRequests(Map.of("cpu", new Quantity("50m"), "memory", new Quantity("128Mi")))
                .withLimits(Map.of("memory", new Quantity("256Mi")))
                .endResources()
                .build();
    }

    private static List<EnvVar> environment(
            ModelService service, GoldenSet golden, String revision, Settings settings) {
        var environment = new Environment()
                .set(variable("DIRECTORY"), DIRECTORY)
                .set(variable("URL"), url(service, settings))
                .set(variable("REVISION"), revision)
                .set(variable("COMPARE"), golden.compare());
        if (golden.bound() != null) {
            environment.set(variable("BOUND"), golden.bound());
        }
        return environment.list();
    }

    private static String url(ModelService service, Settings settings) {
        var name = Names.of(service);
        return "http://%s.%s.svc.%s/v2/models/%s/infer"
                .formatted(name, service.getMetadata().getNamespace(), settings.clusterDomain(), name);
    }

    private static String variable(String name) {
        return "MODELSERVICE_GOLDEN_" + name;
    }

    private static Volume volume(GoldenSet golden) {
        var volume = new VolumeBuilder().withName(VOLUME);
        if (golden.uri() != null) {
            return volume.withNewImage()
                    .withReference(golden.uri().substring(OCI.length()))
                    .withPullPolicy("IfNotPresent")
                    .endImage()
                    .build();
        }
        // Optional: a pod whose ConfigMap is missing would hang without a word; the program says that it is empty.
        return volume.withNewConfigMap()
                .withName(
                        golden.configMapRef() == null
                                ? null
                                : golden.configMapRef().name())
                .withOptional(true)
                .endConfigMap()
                .build();
    }
}
