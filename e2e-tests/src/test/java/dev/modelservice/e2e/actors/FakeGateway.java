package dev.modelservice.e2e.actors;

import dev.modelservice.e2e.cluster.Chart;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.Arrays;
import java.util.stream.Collectors;

/** The EndpointSlice of a gateway that does not run: the operator sees of a gateway nothing else. */
public final class FakeGateway implements AutoCloseable {

    private final KubernetesClient client;

    public FakeGateway(KubernetesClient client) {
        this.client = client;
    }

    /** Pods at these addresses are ready, and no others. */
    public void readyAt(String... addresses) {
        Chart.installNamespace(client);
        var endpoints = Arrays.stream(addresses)
                .map("{addresses: [\"%s\"], conditions: {ready: true, serving: true, terminating: false}}"::formatted)
                .collect(Collectors.joining(", "));
        client.resource(slice(endpoints)).forceConflicts().serverSideApply();
    }

    @Override
    public void close() {
        client.resource(slice("")).delete();
    }

    private static EndpointSlice slice(String endpoints) {
        return Serialization.unmarshal("""
                apiVersion: discovery.k8s.io/v1
                kind: EndpointSlice
                metadata:
                  name: modelservice-operator-gateway-fake
                  namespace: %s
                  labels: {kubernetes.io/service-name: modelservice-operator-gateway}
                addressType: IPv4
                ports:
                - {name: http, port: 8080, protocol: TCP}
                - {name: grpc, port: 8080, protocol: TCP, appProtocol: kubernetes.io/h2c}
                endpoints: [%s]
                """.formatted(Chart.NAMESPACE, endpoints), EndpointSlice.class);
    }
}
