package dev.modelservice.operator.resources;

import dev.modelservice.api.v1alpha1.ModelService;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.discovery.v1.Endpoint;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointBuilder;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointPort;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointPortBuilder;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSliceBuilder;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The EndpointSlice that puts the gateway's pods behind a model's Service. */
public final class GatewaySlice {

    private GatewaySlice() {}

    /** The EndpointSlice as it should be, for the Service's ports. */
    public static EndpointSlice desired(ModelService service, Service endpoint, GatewayAddresses gateway) {
        return new EndpointSliceBuilder()
                .withMetadata(Metadata.child(
                        service,
                        Names.gatewaySlice(service),
                        Map.of(Labels.SERVICE_NAME, Names.of(service), Labels.SLICE_MANAGED_BY, Names.FIELD_MANAGER)))
                .withAddressType(gateway.type())
                .withPorts(ports(endpoint.getSpec().getPorts(), gateway.ports()))
                .withEndpoints(endpoints(gateway))
                .build();
    }

    private static List<EndpointPort> ports(List<ServicePort> ports, Map<String, Integer> gateway) {
        return ports.stream()
                .map(port -> port(port, gateway.get(port.getName())))
                .filter(port -> Objects.nonNull(port.getPort()))
                .toList();
    }

    private static EndpointPort port(ServicePort port, @Nullable Integer number) {
        return new EndpointPortBuilder()
                .withName(port.getName())
                .withProtocol(port.getProtocol())
                .withAppProtocol(port.getAppProtocol())
                .withPort(number)
                .build();
    }

    private static List<Endpoint> endpoints(GatewayAddresses gateway) {
        return gateway.addresses().stream()
                .map(address -> new EndpointBuilder()
                        .withAddresses(address)
                        .withNewConditions()
                        .withReady(true)
                        .endConditions()
                        .build())
                .toList();
    }
}
