package dev.modelservice.e2e.stories;

import dev.modelservice.e2e.actors.FakeKubelet;

/** The manifests of the stories. */
final class Models {
    /** Starts on a fake node like a real one on a real node. */
    static final String GOOD = "oci://registry.example/models/minilm:1.0";

    /** A file to fetch, and a test that plays the kubelet. */
    static final String FETCHED = "https://" + FakeKubelet.HOST + "/models/minilm.onnx";

    /** An image to pull, and a test that plays the kubelet. */
    static final String PULLED = "oci://" + FakeKubelet.HOST + "/models/minilm:1.0";

    private Models() {}

    /** The dense network on a real node, with little of its processors, because others run beside it. */
    static String dense(int replicas, String colour, String endpoint) {
        return """
                apiVersion: modelservice.dev/v1alpha1
                kind: ModelService
                metadata: {name: dense}
                spec:
                  model: {uri: "oci://modelservice.dev/models/dense:1.0"}
                  replicas: %d
                  runtime:
                    env: [{name: COLOUR, value: %s}]
                  resources:
                    requests: {cpu: 100m, memory: 256Mi}
                    limits: {memory: 512Mi}
                  endpoint: %s
                """.formatted(replicas, colour, endpoint);
    }

    /** The same with a server that speaks gRPC alone, as far as anybody here is told. */
    static String denseOverGrpc(String image, String endpoint) {
        return """
                apiVersion: modelservice.dev/v1alpha1
                kind: ModelService
                metadata: {name: dense}
                spec:
                  model: {uri: "oci://modelservice.dev/models/dense:1.0"}
                  runtime: {image: "%s", protocol: grpc-v2}
                  resources:
                    requests: {cpu: 100m, memory: 256Mi}
                    limits: {memory: 512Mi}
                  endpoint: %s
                """.formatted(image, endpoint);
    }

    static String modelService(String name, String uri) {
        return modelService(name, uri, 1);
    }

    static String modelService(String name, String uri, int replicas) {
        return """
                apiVersion: modelservice.dev/v1alpha1
                kind: ModelService
                metadata: {name: %s}
                spec:
                  model: {uri: "%s"}
                  replicas: %d
                """.formatted(name, uri, replicas);
    }
}
