package dev.modelservice.e2e.cluster;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Map;
import java.util.Objects;

/** Nodes that exist only in the API: kwok answers for their kubelets. */
public final class FakeNodes {
    static final String LABEL = "modelservice.dev/fake-node";

    private FakeNodes() {}

    /** A node with room for a thousand pods. */
    static void add(KubernetesClient client, String name) {
        client.resource(node(name)).create();
    }

    static boolean areReady(KubernetesClient client) {
        var nodes = client.nodes().withLabel(LABEL).list().getItems();
        return !nodes.isEmpty() && nodes.stream().allMatch(FakeNodes::isReady);
    }

    private static Node node(String name) {
        var room = Map.of(
                "cpu",
                new Quantity("10000"),
                "memory",
                new Quantity("100Ti"),
                "pods",
                new Quantity("10000"),
                "ephemeral-storage",
                new Quantity("100Ti"));
        return new NodeBuilder()
                .withNewMetadata()
                .withName(name)
                .addToLabels(LABEL, "true")
                .addToLabels("kubernetes.io/hostname", name)
                .addToLabels("kubernetes.io/os", "linux")
                .addToLabels("kubernetes.io/arch", "amd64")
                .endMetadata()
                .withNewStatus()
                .withAllocatable(room)
                .withCapacity(room)
                .endStatus()
                .build();
    }

    private static boolean isReady(Node node) {
        boolean tainted = node.getSpec().getTaints().stream()
                .anyMatch(taint -> Objects.equals(taint.getKey(), "node.kubernetes.io/not-ready"));
        return !tainted
                && node.getStatus().getConditions().stream()
                        .anyMatch(condition -> condition.getType().equals("Ready")
                                && condition.getStatus().equals("True"));
    }
}
