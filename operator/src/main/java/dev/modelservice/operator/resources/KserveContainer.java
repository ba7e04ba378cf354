package dev.modelservice.operator.resources;

import static java.util.Objects.requireNonNullElse;
import static java.util.Objects.requireNonNullElseGet;

import dev.modelservice.api.v1alpha1.ModelService;
import dev.modelservice.operator.choice.Serving;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.ContainerPortBuilder;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.VolumeMount;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The container that serves the model with one of KServe's runtimes: the runtime's own, with ours and the user's laid over. */
final class KserveContainer {

    private KserveContainer() {}

    static Container container(ModelService service, Serving.Kserve kserve) {
        var ports = ServingPorts.of(kserve);
        var theirs = PortNames.renamed(kserve.container(), portNames(kserve.container(), ports));
        var container = new ContainerBuilder(theirs)
                .withCommand(command(theirs, kserve))
                .withArgs(concat(theirs.getArgs(), kserve.runtime().args()))
                .withEnv(environment(service, theirs, kserve))
                .withPorts(ports(theirs, ports))
                .withResources(
                        Resources.over(theirs.getResources(), service.getSpec().resources()))
                .withLifecycle(requireNonNullElseGet(theirs.getLifecycle(), RuntimeContainer::goodbye))
                .withSecurityContext(Restricted.under(theirs.getSecurityContext()))
                .withTerminationMessagePolicy(
                        requireNonNullElse(theirs.getTerminationMessagePolicy(), "FallbackToLogsOnError"))
                .withVolumeMounts(mounts(service, theirs))
                .build();
        var path = kserve.runtime().readinessPath();
        if (path != null) {
            return withProbe(container, Probes.http(path, Names.HTTP_PORT));
        }
        return container.getReadinessProbe() != null
                ? container
                : withProbe(container, byProtocol(service, container, kserve, ports));
    }

    /** A container of the runtime beside the one that serves. */
    static Container sidecar(Container theirs) {
        return new ContainerBuilder(theirs)
                .withSecurityContext(Restricted.under(theirs.getSecurityContext()))
                .withVolumeMounts(RuntimeVolumes.mounts(theirs))
                .build();
    }

    private static Container withProbe(Container container, Probe ready) {
        return new ContainerBuilder(container)
                .withStartupProbe(requireNonNullElseGet(
                        container.getStartupProbe(), () -> Probes.startup(ready, RuntimeContainer.LOAD_SECONDS)))
                .withReadinessProbe(Probes.readiness(ready))
                .build();
    }

    // A server asked over gRPC need not know the kubelet's health service; where it speaks HTTP too, that is surer.
    private static Probe byProtocol(
            ModelService service, Container container, Serving.Kserve kserve, ServingPorts ports) {
        var overHttp = kserve.protocol().overHttp();
        var protocol = ports.http() != null && kserve.spoken().contains(overHttp) ? overHttp : kserve.protocol();
        return Probes.byProtocol(protocol, ModelName.of(container), Names.of(service), ports);
    }

    private static List<String> command(Container theirs, Serving.Kserve kserve) {
        return kserve.runtime().command().isEmpty()
                ? theirs.getCommand()
                : kserve.runtime().command();
    }

    private static List<EnvVar> environment(ModelService service, Container theirs, Serving.Kserve kserve) {
        return new Environment()
                .set(kserve.environment())
                .addAll(theirs.getEnv())
                .set("STORAGE_URI", ModelVolume.MOUNT_PATH)
                .set("INFERENCE_SERVICE_NAME", Names.of(service))
                .layOver(kserve.runtime().env())
                .list();
    }

    // By their names as the runtime has them, the names that its ports get.
    private static Map<String, String> portNames(Container theirs, ServingPorts ports) {
        var names = new HashMap<String, String>();
        for (var port : theirs.getPorts()) {
            if (port.getName() != null) {
                names.put(port.getName(), requireNonNullElseGet(ourName(port, ports), () -> otherName(port.getName())));
            }
        }
        return names;
    }

    private static List<ContainerPort> ports(Container theirs, ServingPorts ports) {
        var others = theirs.getPorts().stream()
                .filter(port -> ourName(port, ports) == null)
                .map(port -> new ContainerPortBuilder(port)
                        .withName(port.getName() == null ? null : otherName(port.getName()))
                        .withProtocol(requireNonNullElse(port.getProtocol(), "TCP"))
                        .build());
        return Stream.concat(ports.declared().stream(), others).toList();
    }

    private static @Nullable String ourName(ContainerPort port, ServingPorts ports) {
        if (Objects.equals(port.getContainerPort(), ports.http())) {
            return Names.HTTP_PORT;
        }
        return Objects.equals(port.getContainerPort(), ports.grpc()) ? Names.GRPC_PORT : null;
    }

    private static String otherName(String theirs) {
        return theirs.equals(Names.HTTP_PORT) || theirs.equals(Names.GRPC_PORT) ? "runtime-" + theirs : theirs;
    }

    private static List<VolumeMount> mounts(ModelService service, Container theirs) {
        var mounts = new ArrayList<>(RuntimeVolumes.mounts(theirs));
        mounts.removeIf(mount -> mount.getMountPath().equals(ModelVolume.MOUNT_PATH));
        mounts.add(ModelVolume.mount(service.getSpec().model()));
        if (mounts.stream().noneMatch(mount -> mount.getMountPath().equals(ModelVolume.TEMPORARY_PATH))) {
            mounts.add(ModelVolume.temporary());
        }
        return mounts;
    }

    private static List<String> concat(List<String> first, List<String> second) {
        return Stream.concat(first.stream(), second.stream()).toList();
    }
}
