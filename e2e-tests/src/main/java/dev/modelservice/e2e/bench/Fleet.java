package dev.modelservice.e2e.bench;

import dev.modelservice.api.v1alpha1.ModelService;
import dev.modelservice.e2e.cluster.ControlPlane;
import dev.modelservice.e2e.cluster.Manifests;
import dev.modelservice.e2e.cluster.OperatorProcess;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

/** Many ModelServices, made at once. */
final class Fleet {
    private final ControlPlane plane;
    private final Namespaces namespaces;
    private final int count;

    Fleet(ControlPlane plane, String phase, int count, int namespaces) {
        this.plane = plane;
        this.namespaces = new Namespaces(plane.admin(), phase, namespaces);
        this.count = count;
    }

    /** What serving them took: until the last was Ready, and then until the operator had nothing more to do. */
    record Served(Duration toReady, Requests requests, long operatorMillis, long clusterMillis) {}

    Served serve(OperatorProcess operator) {
        namespaces.create();
        var everywhere = plane.admin().resources(ModelService.class).inAnyNamespace();
        try (var arrivals = new Arrivals<>(everywhere, Fleet::isReady)) {
            var mark = plane.audit().mark();
            long operatorBefore = operator.cpuMillis();
            long clusterBefore = plane.cpuMillis();
            long start = System.nanoTime();
            Namespaces.post(plane.admin(), IntStream.range(0, count).mapToObj(this::manifest));
            arrivals.await(count);
            var toReady = Duration.ofNanos(System.nanoTime() - start);
            Quiet.settle(operator);
            return new Served(
                    toReady,
                    Requests.since(mark, plane, operator),
                    operator.cpuMillis() - operatorBefore,
                    plane.cpuMillis() - clusterBefore);
        }
    }

    /** The operator's objects for one ModelService, and those that its namespace shares. */
    Templates childrenOfOne() {
        return Templates.of(plane.admin(), namespaces.of(0), name(0));
    }

    void delete() {
        namespaces.delete();
    }

    private GenericKubernetesResource manifest(int number) {
        return Manifests.parse("""
                        apiVersion: modelservice.dev/v1alpha1
                        kind: ModelService
                        metadata: {name: %s, namespace: %s}
                        spec:
                          model: {uri: "oci://registry.example/models/minilm:1.0"}
                        """.formatted(name(number), namespaces.of(number)))
                .getFirst();
    }

    private static String name(int number) {
        return "model-%05d".formatted(number);
    }

    private static boolean isReady(ModelService service) {
        var status = service.getStatus();
        return status != null
                && Objects.equals(
                        status.observedGeneration(), service.getMetadata().getGeneration())
                && Objects.requireNonNullElse(status.conditions(), List.<Condition>of()).stream()
                        .anyMatch(condition -> condition.getType().equals("Ready")
                                && condition.getStatus().equals("True"));
    }
}
