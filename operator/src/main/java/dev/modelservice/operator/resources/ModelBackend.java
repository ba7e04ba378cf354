package dev.modelservice.operator.resources;

import dev.modelservice.api.v1alpha1.ModelService;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.util.List;
import java.util.Map;

/**
 * The headless Service of a revision's pods. Nobody asks it: Kubernetes copies its labels to its EndpointSlices, and by
 * those the gateway finds the pods. Its Deployment owns it, so it goes with that.
 */
public final class ModelBackend {

    private static final int HTTP_PORT = 8080;

    private ModelBackend() {}

    /** The Service as it should be. */
    public static Service desired(ModelService service, ModelRevision revision, Deployment owner) {
        return new ServiceBuilder()
                .withMetadata(new ObjectMetaBuilder(Metadata.child(
                                service,
                                revision.name(),
                                Map.of(Labels.MODEL, Names.of(service), Labels.REVISION, revision.name())))
                        .withOwnerReferences(Owners.of(owner))
                        .build())
                .withNewSpec()
                .withType("ClusterIP")
                .withClusterIP("None")
                .withSelector(Labels.selector(service, revision.name()))
                .withPorts(ports(revision.ports()))
                .endSpec()
                .build();
    }

    private static List<ServicePort> ports(ServingPorts serving) {
        var ports = ModelEndpoint.ports(serving);
        ports.stream().filter(port -> port.getName().equals(Names.HTTP_PORT)).forEach(port -> port.setPort(HTTP_PORT));
        return ports;
    }
}
