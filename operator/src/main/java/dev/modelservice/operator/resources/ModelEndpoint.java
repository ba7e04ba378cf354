package dev.modelservice.operator.resources;

import dev.modelservice.api.v1alpha1.ModelService;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.ServicePortBuilder;

/** The Service at which a model answers inside the cluster. */
public final class ModelEndpoint {

    private ModelEndpoint() {}

    /** The Service as it should be. */
    public static Service desired(ModelService service) {
        return new ServiceBuilder()
                .withMetadata(Metadata.child(service))
                .withNewSpec()
                .withType("ClusterIP")
                .withSelector(Labels.selector(service))
                .withPorts(http())
                .endSpec()
                .build();
    }

    private static ServicePort http() {
        return new ServicePortBuilder()
                .withName(Names.HTTP_PORT)
                .withProtocol("TCP")
                .withPort(80)
                .withTargetPort(new IntOrString(Names.HTTP_PORT))
                .build();
    }
}
