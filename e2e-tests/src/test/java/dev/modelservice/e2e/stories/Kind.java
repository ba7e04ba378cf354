package dev.modelservice.e2e.stories;

import dev.modelservice.e2e.actors.ClusterUser;
import dev.modelservice.e2e.cluster.Chart;
import dev.modelservice.e2e.cluster.KindCluster;
import io.fabric8.kubernetes.api.model.Pod;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Where a story with real pods plays: the Kind cluster, with the operator installed by Helm. */
final class Kind implements BeforeAllCallback, BeforeEachCallback, AfterEachCallback {
    /** A JVM and a model start on a busy machine. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final KindCluster cluster = KindCluster.shared();
    private final List<ClusterUser> users = new ArrayList<>();
    private final List<String> values;

    /** The chart is installed with these values ({@code key=value}). */
    Kind(String... values) {
        this.values = List.of(values);
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        cluster.installCrds();
    }

    /** A story may leave the chart with other values. */
    @Override
    public void beforeEach(ExtensionContext context) {
        install();
    }

    /** Installs the chart with more values than usual, or once more with the usual ones. */
    void install(String... more) {
        cluster.install(Stream.concat(values.stream(), Stream.of(more)).toArray(String[]::new));
    }

    @Override
    public void afterEach(ExtensionContext context) {
        users.forEach(ClusterUser::close);
        users.clear();
    }

    KindCluster cluster() {
        return cluster;
    }

    /** Somebody in a new namespace that enforces Pod Security's level "restricted". */
    ClusterUser user(String story) {
        var user = ClusterUser.of(cluster.admin(), story, PATIENCE);
        users.add(user);
        return user;
    }

    /** The gateway's pods, also those that are on their way out. */
    List<Pod> gateways() {
        return cluster.admin()
                .pods()
                .inNamespace(Chart.NAMESPACE)
                .withLabel("modelservice.dev/gateway")
                .list()
                .getItems();
    }

    /** The operator's pods. */
    List<Pod> operators() {
        return cluster
                .admin()
                .pods()
                .inNamespace(Chart.NAMESPACE)
                .withLabel("app.kubernetes.io/name", "modelservice-operator")
                .list()
                .getItems()
                .stream()
                .filter(pod -> pod.getMetadata().getDeletionTimestamp() == null)
                .toList();
    }
}
