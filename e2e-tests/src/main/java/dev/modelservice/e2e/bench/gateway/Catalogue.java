package dev.modelservice.e2e.bench.gateway;

import dev.modelservice.api.v1alpha1.ModelService;
import dev.modelservice.e2e.bench.pace.Question;
import dev.modelservice.e2e.bench.proxies.Backend;
import dev.modelservice.e2e.cluster.ControlPlane;
import dev.modelservice.e2e.cluster.Manifests;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSliceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** ModelServices and their endpoints in an API server, written as the operator and Kubernetes would write them. */
record Catalogue(ControlPlane plane, Backend backend) {
    static final String NAMESPACE = "bench";
    static final String HEAVY = "heavy";
    static final String LIGHT = "light";
    private static final int AT_ONCE = 16;
    private static final PatchContext MERGE = PatchContext.of(PatchType.JSON_MERGE);

    /** The namespaces that this benchmark writes to. */
    void createNamespace() {
        client().resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(NAMESPACE)
                        .endMetadata()
                        .build())
                .create();
    }

    /** A model with two revisions, 90 to 10. */
    void addSplit(String name) {
        addModel(name);
        share(name, Map.of(HEAVY, 90, LIGHT, 10));
        client().resource(slice(name, HEAVY, backend.heavy())).create();
        client().resource(slice(name, LIGHT, backend.light())).create();
    }

    /** A model with one revision. */
    void addSingle(String name, int port) {
        addModel(name);
        client().resource(slice(name, HEAVY, port)).create();
    }

    /** Numbered models with one revision each, from the first number to before the last. */
    void addMany(int first, int end) {
        var tasks = IntStream.range(first, end)
                .<Callable<Boolean>>mapToObj(number -> () -> {
                    addSingle(numbered(number), backend.heavy());
                    return true;
                })
                .toList();
        try (var threads = Executors.newFixedThreadPool(AT_ONCE)) {
            for (var written : threads.invokeAll(tasks)) {
                written.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while writing", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("A write failed", e.getCause());
        }
    }

    /** One question for each of the numbered models, in an order that is none of theirs. */
    static List<byte[]> questions(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> question(numbered((int) (i * 7919L % count))).bytes())
                .toList();
    }

    static Question question(String name) {
        return new Question(
                name + "." + NAMESPACE,
                "/v2/models/" + name + "/infer",
                "{\"id\":\"1\",\"inputs\":[{\"name\":\"x\",\"datatype\":\"FP32\",\"shape\":[1,4],\"data\":[0.25,0.5,0.75,1.0]}]}");
    }

    static String numbered(int number) {
        return "model-%05d".formatted(number);
    }

    /** The shares of the revisions, as the operator writes them. */
    void share(String name, Map<String, Integer> weights) {
        String revisions = weights.entrySet().stream()
                .map(share -> "{\"name\":\"%s\",\"weight\":%d}".formatted(share.getKey(), share.getValue()))
                .collect(Collectors.joining(",", "[", "]"));
        client().resources(ModelService.class)
                .inNamespace(NAMESPACE)
                .withName(name)
                .subresource("status")
                .patch(MERGE, "{\"status\":{\"revisions\":%s}}".formatted(revisions));
    }

    /** From now on the model's pod is elsewhere. */
    void move(String name, int port) {
        client().discovery()
                .v1()
                .endpointSlices()
                .inNamespace(NAMESPACE)
                .withName(name + "-" + HEAVY)
                .patch(MERGE, "{\"ports\":[{\"name\":\"http\",\"protocol\":\"TCP\",\"port\":%d}]}".formatted(port));
    }

    private void addModel(String name) {
        client().resource(Manifests.parse("""
                                apiVersion: modelservice.dev/v1alpha1
                                kind: ModelService
                                metadata: {name: %s, namespace: %s}
                                spec:
                                  model: {uri: "oci://registry.example/models/minilm:1.0"}
                                  endpoint: {concurrencyPerReplica: 10000, queueLimit: 10000}
                                """.formatted(name, NAMESPACE)).getFirst())
                .create();
    }

    private EndpointSlice slice(String name, String revision, int port) {
        return new EndpointSliceBuilder()
                .withNewMetadata()
                .withName(name + "-" + revision)
                .withNamespace(NAMESPACE)
                .addToLabels("app.kubernetes.io/managed-by", "modelservice-operator")
                .addToLabels("modelservice.dev/name", name)
                .addToLabels("modelservice.dev/revision", revision)
                .addToLabels("kubernetes.io/service-name", name + "-" + revision)
                .endMetadata()
                .withAddressType("IPv4")
                .addNewPort()
                .withName("http")
                .withProtocol("TCP")
                .withPort(port)
                .endPort()
                .addNewEndpoint()
                .withAddresses(backend.address())
                .withNewConditions()
                .withReady(true)
                .withServing(true)
                .withTerminating(false)
                .endConditions()
                .endEndpoint()
                .build();
    }

    private KubernetesClient client() {
        return plane.admin();
    }
}
