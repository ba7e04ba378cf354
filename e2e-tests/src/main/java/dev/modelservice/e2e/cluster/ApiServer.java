package dev.modelservice.e2e.cluster;

import java.nio.file.Path;
import java.util.List;

/**
 * etcd and the API server: admission as in a cluster (Pod Security and ResourceQuota are on by default), RBAC, and an
 * audit log of every request.
 */
final class ApiServer {
    private final ChildProcess etcd;
    private final ChildProcess server;
    private final Access access;
    private final AuditLog audit;

    private ApiServer(ChildProcess etcd, ChildProcess server, Access access, AuditLog audit) {
        this.etcd = etcd;
        this.server = server;
        this.access = access;
        this.audit = audit;
    }

    static ApiServer start(Binaries binaries, Path folder, SigningKey key) {
        String store = "http://127.0.0.1:" + Ports.free();
        String peer = "http://127.0.0.1:" + Ports.free();
        int port = Ports.free();
        Path auditLog = folder.resolve("audit.log");
        // No fsync: what the tests store need not outlive the machine.
        var etcd = ChildProcess.start(
                "etcd",
                folder,
                List.of(
                        binaries.path("etcd").toString(),
                        "--data-dir=" + folder.resolve("etcd"),
                        "--listen-client-urls=" + store,
                        "--advertise-client-urls=" + store,
                        "--listen-peer-urls=" + peer,
                        "--initial-advertise-peer-urls=" + peer,
                        "--initial-cluster=default=" + peer,
                        "--unsafe-no-fsync",
                        "--log-level=warn"));
        var server = ChildProcess.start(
                "kube-apiserver",
                folder,
                List.of(
                        binaries.path("kube-apiserver").toString(),
                        "--etcd-servers=" + store,
                        "--bind-address=127.0.0.1",
                        "--advertise-address=127.0.0.1",
                        "--endpoint-reconciler-type=none",
                        "--secure-port=" + port,
                        "--cert-dir=" + folder.resolve("certificates"),
                        "--service-cluster-ip-range=10.96.0.0/16",
                        "--service-account-issuer=https://kubernetes.default.svc",
                        "--service-account-signing-key-file=" + key.privateKey(),
                        "--service-account-key-file=" + key.publicKey(),
                        "--authorization-mode=RBAC",
                        "--token-auth-file=" + Users.writeTokenFile(folder),
                        "--allow-privileged=true",
                        "--profiling=false",
                        "--audit-policy-file=" + Resources.copy("audit-policy.yaml", folder),
                        "--audit-log-path=" + auditLog,
                        // In MiB: never rotated, readers hold places in it.
                        "--audit-log-maxsize=100000"));
        var access = new Access(
                "https://127.0.0.1:" + port, folder.resolve("certificates/apiserver.crt"), Users.ADMIN.token());
        return new ApiServer(etcd, server, access, new AuditLog(auditLog, access));
    }

    Access access() {
        return access;
    }

    AuditLog audit() {
        return audit;
    }

    List<ChildProcess> processes() {
        return List.of(etcd, server);
    }
}
