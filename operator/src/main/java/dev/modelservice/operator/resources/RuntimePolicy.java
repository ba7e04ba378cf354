package dev.modelservice.operator.resources;

import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPort;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPortBuilder;
import java.util.List;
import java.util.Map;

/** The NetworkPolicy of all model pods in a namespace: they are reached on their named ports, and on no other. */
public final class RuntimePolicy {

    private RuntimePolicy() {}

    /** The NetworkPolicy as it should be. */
    public static NetworkPolicy desired(String namespace, List<OwnerReference> owners) {
        return new NetworkPolicyBuilder()
                .withMetadata(Metadata.shared(namespace, owners))
                .withNewSpec()
                .withNewPodSelector()
                .withMatchLabels(Map.of(Labels.MANAGED_BY, Names.FIELD_MANAGER))
                .endPodSelector()
                .withPolicyTypes("Ingress")
                .addNewIngress()
                .withPorts(port(Names.HTTP_PORT), port(Names.GRPC_PORT), port(Names.MANAGEMENT_PORT))
                .endIngress()
                .endSpec()
                .build();
    }

    private static NetworkPolicyPort port(String name) {
        return new NetworkPolicyPortBuilder()
                .withPort(new IntOrString(name))
                .withProtocol("TCP")
                .build();
    }
}
