package dev.modelservice.operator.resources;

import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyIngressRule;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyIngressRuleBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeer;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeerBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPort;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPortBuilder;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The NetworkPolicy of all model pods in a namespace: they are reached on their named ports, and on no other; with a
 * gateway, only its pods may ask the model. A kubelet reaches the pods of its own node whatever a policy says.
 */
public final class RuntimePolicy {

    /** What every namespace carries: its name. */
    private static final String NAMESPACE_NAME = "kubernetes.io/metadata.name";

    private RuntimePolicy() {}

    /** The NetworkPolicy as it should be. */
    public static NetworkPolicy desired(
            String namespace, List<OwnerReference> owners, @Nullable GatewaySettings gateway) {
        return new NetworkPolicyBuilder()
                .withMetadata(Metadata.shared(namespace, owners))
                .withNewSpec()
                .withNewPodSelector()
                .withMatchLabels(Map.of(Labels.MANAGED_BY, Names.FIELD_MANAGER))
                .endPodSelector()
                .withPolicyTypes("Ingress")
                .withIngress(gateway == null ? List.of(everyone()) : List.of(only(gateway), scrapers()))
                .endSpec()
                .build();
    }

    /** Whether a policy, as it was seen, lets everybody ask the models. */
    public static boolean letsEverybodyIn(NetworkPolicy policy) {
        return policy.getSpec().getIngress().stream()
                .allMatch(rule -> rule.getFrom().isEmpty());
    }

    private static NetworkPolicyIngressRule everyone() {
        return rule(Names.HTTP_PORT, Names.GRPC_PORT, Names.MANAGEMENT_PORT).build();
    }

    private static NetworkPolicyIngressRule only(GatewaySettings gateway) {
        return rule(Names.HTTP_PORT, Names.GRPC_PORT).withFrom(pods(gateway)).build();
    }

    private static NetworkPolicyIngressRule scrapers() {
        return rule(Names.MANAGEMENT_PORT).build();
    }

    private static NetworkPolicyPeer pods(GatewaySettings gateway) {
        return new NetworkPolicyPeerBuilder()
                .withNewNamespaceSelector()
                .withMatchLabels(Map.of(NAMESPACE_NAME, gateway.namespace()))
                .endNamespaceSelector()
                .withNewPodSelector()
                .withMatchLabels(Map.of(Labels.GATEWAY, gateway.service()))
                .endPodSelector()
                .build();
    }

    private static NetworkPolicyIngressRuleBuilder rule(String... ports) {
        return new NetworkPolicyIngressRuleBuilder()
                .withPorts(List.of(ports).stream().map(RuntimePolicy::port).toList());
    }

    private static NetworkPolicyPort port(String name) {
        return new NetworkPolicyPortBuilder()
                .withPort(new IntOrString(name))
                .withProtocol("TCP")
                .build();
    }
}
