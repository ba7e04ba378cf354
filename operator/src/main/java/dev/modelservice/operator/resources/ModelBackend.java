package dev.modelservice.operator.resources;

import dev.modelservice.api.v1alpha1.ModelService;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.ServicePort;
import java.util.List;
import java.util.Map;

/**
 * The headless Service of a revision's pods. Nobody asks it: Kubernetes copies its labels to its EndpointSlices, and by
 * those the gateway finds the pods.
 */
public final class ModelBackend {

    private static final int HTTP_PORT = 8080;

    private ModelBackend() {}

    /** The Service as it should be. */
    public static Service desired(ModelService service, ServingPorts ports) {
        return new ServiceBuilder()
                .withMetadata(Metadata.child(
                        service,
                        Names.revisionService(service, Names.CURRENT),
                        Map.of(Labels.MODEL, Names.of(service), Labels.REVISION, Names.CURRENT)))
                .withNewSpec()
                .withType("ClusterIP")
                .withClusterIP("None")
                .withSelector(Labels.selector(service))
                .withPorts(ports(ports))
                .endSpec()
                .build();
    }

    private static List<ServicePort> ports(ServingPorts serving) {
        var ports = ModelEndpoint.ports(serving);
        ports.stream().filter(port -> port.getName().equals(Names.HTTP_PORT)).forEach(port -> port.setPort(HTTP_PORT));
        return ports;
    }
}
