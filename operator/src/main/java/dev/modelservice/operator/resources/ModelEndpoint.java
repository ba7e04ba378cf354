package dev.modelservice.operator.resources;

import dev.modelservice.api.v1alpha1.ModelService;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.ServicePortBuilder;
import java.util.ArrayList;
import java.util.List;

/** The Service at which a model answers inside the cluster. */
public final class ModelEndpoint {

    static final int HTTP_PORT = 80;
    static final int GRPC_PORT = 9000;

    /** HTTP/2 without TLS, for the proxies that want to be told. */
    private static final String H2C = "kubernetes.io/h2c";

    private ModelEndpoint() {}

    /** The Service as it should be. */
    public static Service desired(ModelService service, ServingPorts ports) {
        return new ServiceBuilder()
                .withMetadata(Metadata.child(service))
                .withNewSpec()
                .withType("ClusterIP")
                .withSelector(Labels.selector(service))
                .withPorts(ports(ports))
                .endSpec()
                .build();
    }

    private static List<ServicePort> ports(ServingPorts serving) {
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
