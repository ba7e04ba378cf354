package dev.modelservice.e2e.cluster;

import java.nio.file.Path;
import java.util.List;

/**
 * Controller manager, scheduler and the fake nodes' player. Their clients' rate limits are raised: at the default of 20
 * requests a second they, and not the operator, would set the pace.
 */
final class Controllers {
    private Controllers() {}

    static List<ChildProcess> start(Binaries binaries, Path folder, SigningKey key, ControlPlane plane) {
        return List.of(
                ChildProcess.start(
                        "kube-controller-manager",
                        folder,
                        List.of(
                                binaries.path("kube-controller-manager").toString(),
                                "--kubeconfig=" + plane.kubeconfig(Users.CONTROLLER_MANAGER),
                                "--service-account-private-key-file=" + key.privateKey(),
                                "--root-ca-file=" + plane.access(Users.ADMIN).certificateAuthority(),
                                "--secure-port=0",
                                "--leader-elect=false",
                                "--profiling=false",
                                // Nobody renews leases for fake nodes, and nobody should have to.
                                "--node-monitor-grace-period=24h",
                                "--concurrent-deployment-syncs=20",
                                "--concurrent-replicaset-syncs=20",
                                "--kube-api-qps=1000",
                                "--kube-api-burst=2000")),
                ChildProcess.start(
                        "kube-scheduler",
                        folder,
                        List.of(
                                binaries.path("kube-scheduler").toString(),
                                "--kubeconfig=" + plane.kubeconfig(Users.SCHEDULER),
                                "--secure-port=0",
                                "--leader-elect=false",
                                "--profiling=false",
                                "--kube-api-qps=1000",
                                "--kube-api-burst=2000")),
                ChildProcess.start(
                        "kwok",
                        folder,
                        List.of(
                                binaries.path("kwok").toString(),
                                "--kubeconfig=" + plane.kubeconfig(Users.FAKE_NODES),
                                "--manage-nodes-with-label-selector=" + FakeNodes.LABEL + "=true",
                                "--config=" + Resources.copy("stages.yaml", folder))));
    }
}
