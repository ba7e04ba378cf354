package dev.modelservice.operator.resources;

import static java.util.Objects.requireNonNullElse;

import dev.modelservice.api.v1alpha1.ModelService;
import dev.modelservice.operator.choice.Protocol;
import dev.modelservice.operator.choice.Serving;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.Lifecycle;
import io.fabric8.kubernetes.api.model.LifecycleBuilder;
import io.fabric8.kubernetes.api.model.Probe;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The container that serves the model with our runtime, or with an image of the user's. */
final class RuntimeContainer {

    /** The variable that says what the server is to call the model. */
    static final String MODEL_NAME = "MODELSERVICE_RUNTIME_MODEL_NAME";

    private static final int MANAGEMENT_PORT = 8081;
    private static final String DEFAULT_READINESS_PATH = "/v2/health/ready";

    /** Seconds that a model may take to load before the kubelet starts its container anew. */
    static final int LOAD_SECONDS = 600;

    /** Time for every proxy to hear that the pod is going, before it stops taking requests. */
    static final int GOODBYE_SECONDS = 3;

    private RuntimeContainer() {}

    static Container container(ModelService service, Serving serving, Settings settings, int graceSeconds) {
        var runtime = serving.runtime();
        var ours = serving instanceof Serving.Ours;
        return new ContainerBuilder()
                .withName(Names.RUNTIME_CONTAINER)
                .withImage(requireNonNullElse(runtime.image(), settings.runtimeImage()))
                .withCommand(runtime.command())
                .withArgs(runtime.args())
                .withEnv(environment(service, serving, graceSeconds))
                .withPorts(ports(serving))
                .withResources(Resources.of(service.getSpec().resources()))
                .withStartupProbe(Probes.startup(ready(service, serving), LOAD_SECONDS))
                .withReadinessProbe(Probes.readiness(ready(service, serving)))
                // Only our runtime can tell a stuck engine from a busy one.
                .withLivenessProbe(ours ? Probes.liveness(management("live")) : null)
                .withLifecycle(goodbye())
                .withSecurityContext(Restricted.container())
                .withTerminationMessagePolicy("FallbackToLogsOnError")
                .addToVolumeMounts(ModelVolume.mount(service.getSpec().model()))
                .addToVolumeMounts(ModelVolume.temporary())
                .build();
    }

    /** Time for every proxy to hear that the pod is going. */
    static Lifecycle goodbye() {
        return new LifecycleBuilder()
                .withNewPreStop()
                .withNewSleep((long) GOODBYE_SECONDS)
                .endPreStop()
                .build();
    }

    private static List<ContainerPort> ports(Serving serving) {
        var ports = new ArrayList<>(ServingPorts.of(serving).declared());
        if (serving instanceof Serving.Ours) {
            ports.add(ServingPorts.port(Names.MANAGEMENT_PORT, MANAGEMENT_PORT));
        }
        return ports;
    }

    private static List<EnvVar> environment(ModelService service, Serving serving, int graceSeconds) {
        var environment = new Environment()
                .set(MODEL_NAME, Names.of(service))
                .set("MODELSERVICE_RUNTIME_MODEL_DIRECTORY", ModelVolume.MOUNT_PATH);
        if (serving instanceof Serving.Ours) {
            environment.set("MODELSERVICE_RUNTIME_DRAIN_SECONDS", Integer.toString(drainSeconds(graceSeconds)));
        }
        return environment.layOver(serving.runtime().env()).list();
    }

    private static int drainSeconds(int graceSeconds) {
        return Math.max(1, graceSeconds - GOODBYE_SECONDS - 2);
    }

    private static Probe ready(ModelService service, Serving serving) {
        var runtime = serving.runtime();
        if (serving instanceof Serving.Ours) {
            return management("ready");
        }
        if (runtime.readinessPath() != null) {
            return Probes.http(runtime.readinessPath(), Names.HTTP_PORT);
        }
        var name = Names.of(service);
        return Protocol.of(runtime.protocol())
                .map(protocol -> Probes.byProtocol(protocol, Optional.of(name), name, ServingPorts.of(serving)))
                .orElseGet(() -> Probes.http(DEFAULT_READINESS_PATH, Names.HTTP_PORT));
    }

    private static Probe management(String check) {
        return Probes.http("/q/health/" + check, Names.MANAGEMENT_PORT);
    }
}
