package dev.modelservice.e2e.cluster;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import org.awaitility.Awaitility;

/** Nobody reaches the Kind cluster's API server until this is closed; what runs on the node goes on. */
public final class ApiServerOutage implements AutoCloseable {
    private static final String MANIFEST = "/etc/kubernetes/manifests/kube-apiserver.yaml";
    /** Beside the folder that the kubelet looks at. */
    private static final String KEPT = "/etc/kubernetes/kube-apiserver.yaml";

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final KindCluster cluster;

    private ApiServerOutage(KindCluster cluster) {
        this.cluster = cluster;
    }

    /** Returns when it answers no more. */
    public static ApiServerOutage begin(KindCluster cluster) {
        var outage = new ApiServerOutage(cluster);
        cluster.onNode("mv", MANIFEST, KEPT);
        try {
            Awaitility.await("the API server to be gone").atMost(PATIENCE).until(() -> !isReady(cluster.admin()));
        } catch (RuntimeException e) {
            outage.close();
            throw e;
        }
        return outage;
    }

    /** Returns when it is ready again. */
    @Override
    public void close() {
        cluster.onNode("mv", KEPT, MANIFEST);
        Awaitility.await("the API server to be back").atMost(PATIENCE).until(() -> isReady(cluster.admin()));
    }

    private static boolean isReady(KubernetesClient client) {
        try {
            return "ok".equals(client.raw("/readyz"));
        } catch (KubernetesClientException e) {
            return false;
        }
    }
}
