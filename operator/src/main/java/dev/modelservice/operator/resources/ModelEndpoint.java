package dev.modelservice.operator.resources;

import dev.modelservice.api.v1alpha1.ModelService;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.ServicePortBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The Service at which a model answers inside the cluster. It leads to the model's pods, or with a gateway to that: then
 * it selects nothing, and {@link GatewaySlice} says who stands behind it.
 */
public final class ModelEndpoint {

    static final int HTTP_PORT = 80;
    static final int GRPC_PORT = 9000;

    /** HTTP/2 without TLS, for the proxies that want to be told. */
    private static final String H2C = "kubernetes.io/h2c";

    private ModelEndpoint() {}

    /**
     * With a selector that fits no pod, Kubernetes takes the pods out of a Service that led to them; with none at all, it
     * would leave them in it as they were.
     */
    private static final Map<String, String> NO_POD = Map.of(Labels.GATEWAY, "not-a-pod-of-this-namespace");

    /** The Service that leads to the model's pods. */
    public static Service toPods(ModelService service, ServingPorts ports) {
        return desired(service, ports, Labels.selector(service));
    }

    /** The Service that leads to the gateway. */
    public static Service toGateway(ModelService service, ServingPorts ports) {
        return desired(service, ports, NO_POD);
    }

    /** Whether the Service, as it was seen, leads to the model's pods. */
    public static boolean leadsToPods(Service endpoint) {
        return endpoint.getSpec() != null
                && endpoint.getSpec().getSelector() != null
                && endpoint.getSpec().getSelector().containsKey(Labels.INSTANCE);
    }

    private static Service desired(ModelService service, ServingPorts ports, Map<String, String> selector) {
        return new ServiceBuilder()
                .withMetadata(Metadata.child(service))
                .withNewSpec()
                .withType("ClusterIP")
                .withSelector(selector)
                .withPorts(ports(ports))
                .endSpec()
                .build();
    }

    static List<ServicePort> ports(ServingPorts serving) {
        var ports = new ArrayList<ServicePort>();
        if (serving.http() != null) {
            ports.add(port(Names.HTTP_PORT, HTTP_PORT).build());
        }
        if (serving.grpc() != null) {
            ports.add(port(Names.GRPC_PORT, GRPC_PORT).withAppProtocol(H2C).build());
        }
        return ports;
    }

    private static ServicePortBuilder port(String name, int number) {
        return new ServicePortBuilder()
                .withName(name)
                .withProtocol("TCP")
                .withPort(number)
                .withTargetPort(new IntOrString(name));
    }
}
