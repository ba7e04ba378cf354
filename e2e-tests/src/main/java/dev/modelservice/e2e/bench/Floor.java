package dev.modelservice.e2e.bench;

import dev.modelservice.e2e.cluster.ControlPlane;
import dev.modelservice.e2e.cluster.Users;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.time.Duration;
import java.util.Objects;
import java.util.stream.IntStream;

/** The least that these objects can cost: a client that knows them beforehand posts them and looks away. */
final class Floor {
    private final ControlPlane plane;
    private final Templates templates;
    private final int count;
    private final Namespaces namespaces;

    Floor(ControlPlane plane, Templates templates, int count, int namespaces) {
        this.plane = plane;
        this.templates = templates;
        this.count = count;
        this.namespaces = new Namespaces(plane.admin(), "floor", namespaces);
    }

    /** What it took until the last Deployment was available. */
    record Written(Duration toReady, long clusterMillis, int writesPerService) {}

    Written write() {
        namespaces.create();
        var everywhere = plane.admin().apps().deployments().inAnyNamespace();
        try (var client = plane.access(Users.BARE_CLIENT).client("bare-client");
                var arrivals = new Arrivals<>(everywhere, Floor::isAvailable)) {
            long clusterBefore = plane.cpuMillis();
            long start = System.nanoTime();
            Namespaces.post(client, namespaces.names().stream().flatMap(templates::perNamespace));
            Namespaces.post(
                    client,
                    IntStream.range(0, count)
                            .boxed()
                            .flatMap(number ->
                                    templates.perService(namespaces.of(number), "model-%05d".formatted(number))));
            arrivals.await(count);
            return new Written(
                    Duration.ofNanos(System.nanoTime() - start), plane.cpuMillis() - clusterBefore, templates.size());
        }
    }

    private static boolean isAvailable(Deployment deployment) {
        var status = deployment.getStatus();
        return status != null
                && Objects.equals(
                        status.getAvailableReplicas(), deployment.getSpec().getReplicas());
    }
}
