package dev.modelservice.e2e.cluster;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/**
 * A real control plane without a kubelet. Deployments become ReplicaSets and pods, owned objects are collected, pods are
 * scheduled to fake nodes and become Ready there. One is shared by all tests of a JVM: starting it takes seconds.
 */
public final class ControlPlane implements AutoCloseable {
    private static @Nullable ControlPlane shared;

    private final Path folder;
    private final ApiServer apiServer;
    private final List<ChildProcess> processes = new ArrayList<>();
    private final KubernetesClient admin;

    private ControlPlane(Binaries binaries, Path folder, boolean controllers) {
        this.folder = folder;
        var key = SigningKey.create(folder);
        apiServer = ApiServer.start(binaries, folder, key);
        processes.addAll(apiServer.processes());
        await(
                "the API server to be ready",
                () -> Files.exists(access(Users.ADMIN).certificateAuthority()));
        admin = access(Users.ADMIN).client("tests");
        await("the API server to be ready", () -> "ok".equals(admin.raw("/readyz")));
        if (controllers) {
            startControllers(binaries, key);
        }
    }

    private void startControllers(Binaries binaries, SigningKey key) {
        processes.addAll(Controllers.start(binaries, folder, key, this));
        FakeNodes.add(admin, "fake-node");
        await("a fake node to be ready", () -> FakeNodes.areReady(admin));
        await(
                "the controllers to work",
                () -> admin.serviceAccounts()
                                .inNamespace("default")
                                .withName("default")
                                .get()
                        != null);
    }

    public static synchronized ControlPlane shared() {
        if (shared == null) {
            shared = start("shared");
        }
        return shared;
    }

    /** Its files lie under target/control-plane, a folder for each JVM and name. */
    public static ControlPlane start(String name) {
        return new ControlPlane(Binaries.of("kubernetes", "etcd", "kwok", "helm"), RunFolder.create(name), true);
    }

    /** Only etcd and the API server: nothing happens in it that its clients do not do. */
    public static ControlPlane startBare(String name) {
        return new ControlPlane(Binaries.of("kubernetes", "etcd"), RunFolder.create(name), false);
    }

    /** A client that may do everything. */
    public KubernetesClient admin() {
        return admin;
    }

    public AuditLog audit() {
        return apiServer.audit();
    }

    public Access access(Users user) {
        return apiServer.access().withToken(user.token());
    }

    public Path folder() {
        return folder;
    }

    /** CPU time of etcd, API server, controllers, scheduler and fake nodes since their start. */
    public long cpuMillis() {
        return processes.stream().mapToLong(ChildProcess::cpuMillis).sum();
    }

    @Override
    public void close() {
        admin.close();
        processes.reversed().forEach(ChildProcess::close);
    }

    Path kubeconfig(Users user) {
        return access(user).writeKubeconfig(folder.resolve(user.userName() + ".kubeconfig"));
    }

    private void await(String what, BooleanSupplier condition) {
        Awaitility.await(what)
                .atMost(Duration.ofMinutes(1))
                .pollInterval(Duration.ofMillis(50))
                .ignoreExceptionsInstanceOf(KubernetesClientException.class)
                .until(() -> {
                    processes.forEach(ChildProcess::requireAlive);
                    return condition.getAsBoolean();
                });
    }
}
