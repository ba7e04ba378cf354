package dev.modelservice.operator.resources;

import static java.util.Objects.requireNonNullElse;

import dev.modelservice.api.v1alpha1.EnvVarSpec;
import dev.modelservice.api.v1alpha1.KeyRef;
import dev.modelservice.api.v1alpha1.ModelService;
import dev.modelservice.api.v1alpha1.ResourceSpec;
import dev.modelservice.api.v1alpha1.RuntimeSpec;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.ContainerPortBuilder;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarBuilder;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Lifecycle;
import io.fabric8.kubernetes.api.model.LifecycleBuilder;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.ProbeBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.fabric8.kubernetes.api.model.ResourceRequirementsBuilder;
import io.fabric8.kubernetes.api.model.VolumeMountBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The container that serves the model. */
final class RuntimeContainer {

    static final int DEFAULT_PORT = 8080;
    private static final int MANAGEMENT_PORT = 8081;
    private static final String DEFAULT_READINESS_PATH = "/v2/health/ready";

    /** Seconds that a model may take to load before the kubelet starts its container anew. */
    static final int LOAD_SECONDS = 600;

    /** Time for every proxy to hear that the pod is going, before it stops taking requests. */
    static final int GOODBYE_SECONDS = 3;

    private static final ResourceSpec DEFAULT_RESOURCES = new ResourceSpec(
            Map.of("cpu", new Quantity("250m"), "memory", new Quantity("512Mi")),
            Map.of("memory", new Quantity("2Gi")));

    private RuntimeContainer() {}

    static Container container(ModelService service, Settings settings, int graceSeconds) {
        var spec = service.getSpec();
        var runtime = requireNonNullElse(spec.runtime(), RuntimeSpec.OURS);
        return new ContainerBuilder()
                .withName(Names.RUNTIME_CONTAINER)
                .withImage(requireNonNullElse(runtime.image(), settings.runtimeImage()))
                .withArgs(runtime.args())
                .withEnv(environment(service, runtime, graceSeconds))
                .withPorts(ports(runtime))
                .withResources(resources(requireNonNullElse(spec.resources(), DEFAULT_RESOURCES)))
                .withStartupProbe(probe(runtime, "ready", 1, LOAD_SECONDS))
                .withReadinessProbe(probe(runtime, "ready", 2, 1))
                // Only our runtime can tell a stuck engine from a busy one.
                .withLivenessProbe(isOurs(runtime) ? probe(runtime, "live", 10, 3) : null)
                .withLifecycle(goodbye())
                .withSecurityContext(Restricted.container())
                .withTerminationMessagePolicy("FallbackToLogsOnError")
                .addToVolumeMounts(ModelVolume.mount(spec.model()))
                .addToVolumeMounts(new VolumeMountBuilder()
                        .withName(Names.TEMPORARY_VOLUME)
                        .withMountPath("/tmp")
                        .build())
                .build();
    }

    static boolean isOurs(RuntimeSpec runtime) {
        return runtime.image() == null;
    }

    private static List<ContainerPort> ports(RuntimeSpec runtime) {
        var ports = new ArrayList<ContainerPort>();
        ports.add(port(Names.HTTP_PORT, requireNonNullElse(runtime.port(), DEFAULT_PORT)));
        if (isOurs(runtime)) {
            ports.add(port(Names.MANAGEMENT_PORT, MANAGEMENT_PORT));
        }
        return ports;
    }

    private static ContainerPort port(String name, int number) {
        return new ContainerPortBuilder()
                .withName(name)
                .withContainerPort(number)
                .withProtocol("TCP")
                .build();
    }

    private static List<EnvVar> environment(ModelService service, RuntimeSpec runtime, int graceSeconds) {
        var environment = new ArrayList<EnvVar>();
        environment.add(value("MODELSERVICE_RUNTIME_MODEL_NAME", Names.of(service)));
        environment.add(value("MODELSERVICE_RUNTIME_MODEL_DIRECTORY", ModelVolume.MOUNT_PATH));
        if (isOurs(runtime)) {
            environment.add(value("MODELSERVICE_RUNTIME_DRAIN_SECONDS", Integer.toString(drainSeconds(graceSeconds))));
        }
        // A later variable of the same name wins in a pod; a user's wish wins over ours where admission lets it pass.
        runtime.env().forEach(variable -> {
            environment.removeIf(ours -> ours.getName().equals(variable.name()));
            environment.add(variable(variable));
        });
        return environment;
    }

    private static int drainSeconds(int graceSeconds) {
        return Math.max(1, graceSeconds - GOODBYE_SECONDS - 2);
    }

    private static EnvVar value(String name, String value) {
        return new EnvVarBuilder().withName(name).withValue(value).build();
    }

    private static EnvVar variable(EnvVarSpec variable) {
        if (variable.secretKeyRef() instanceof KeyRef(String name, String key)) {
            return new EnvVarBuilder()
                    .withName(variable.name())
                    .withNewValueFrom()
                    .withNewSecretKeyRef(key, name, null)
                    .endValueFrom()
                    .build();
        }
        if (variable.configMapKeyRef() instanceof KeyRef(String name, String key)) {
            return new EnvVarBuilder()
                    .withName(variable.name())
                    .withNewValueFrom()
                    .withNewConfigMapKeyRef(key, name, null)
                    .endValueFrom()
                    .build();
        }
        // The API server drops an empty value; sending one would look like a difference for ever.
        var text = variable.value();
        return new EnvVarBuilder()
                .withName(variable.name())
                .withValue(text == null || text.isEmpty() ? null : text)
                .build();
    }

    private static ResourceRequirements resources(ResourceSpec resources) {
        return new ResourceRequirementsBuilder()
                .withRequests(resources.requests())
                .withLimits(resources.limits())
                .build();
    }

    private static Probe probe(RuntimeSpec runtime, String ourCheck, int periodSeconds, int failures) {
        return new ProbeBuilder()
                .withNewHttpGet()
                .withPath(
                        isOurs(runtime)
                                ? "/q/health/" + ourCheck
                                : requireNonNullElse(runtime.readinessPath(), DEFAULT_READINESS_PATH))
                .withPort(new IntOrString(isOurs(runtime) ? Names.MANAGEMENT_PORT : Names.HTTP_PORT))
                .endHttpGet()
                .withPeriodSeconds(periodSeconds)
                .withTimeoutSeconds(5)
                .withFailureThreshold(failures)
                .build();
    }

    private static Lifecycle goodbye() {
        return new LifecycleBuilder()
                .withNewPreStop()
                .withNewSleep((long) GOODBYE_SECONDS)
                .endPreStop()
                .build();
    }
}
