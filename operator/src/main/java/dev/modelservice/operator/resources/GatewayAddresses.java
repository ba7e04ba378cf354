package dev.modelservice.operator.resources;

import io.fabric8.kubernetes.api.model.discovery.v1.Endpoint;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointPort;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Where the gateway's pods are reached, as its Service's EndpointSlices say.
 *
 * @param type IPv4 or IPv6; where there are both, IPv4
 * @param ports by the name that the gateway's Service gives them
 * @param addresses of the pods that are ready, or where none is, of those that still serve; sorted
 */
public record GatewayAddresses(String type, Map<String, Integer> ports, List<String> addresses) {

    private static final String PREFERRED = "IPv4";

    public GatewayAddresses {
        ports = Map.copyOf(ports);
        addresses = List.copyOf(addresses);
    }

    /** Nothing where there is no slice yet: then nobody knows even the type of the addresses. */
    public static Optional<GatewayAddresses> of(List<EndpointSlice> slices) {
        return slices.stream()
                .map(EndpointSlice::getAddressType)
                .min((left, right) -> Boolean.compare(right.equals(PREFERRED), left.equals(PREFERRED)))
                .map(type -> of(
                        type,
                        slices.stream()
                                .filter(slice -> slice.getAddressType().equals(type))
                                .toList()));
    }

    /** The endpoints of a slice; the API server writes null where there are none. */
    public static List<Endpoint> endpoints(EndpointSlice slice) {
        return Objects.requireNonNullElse(slice.getEndpoints(), List.of());
    }

    private static GatewayAddresses of(String type, List<EndpointSlice> slices) {
        var ready = addresses(slices, GatewayAddresses::isReady);
        return new GatewayAddresses(
                type, ports(slices), ready.isEmpty() ? addresses(slices, GatewayAddresses::serves) : ready);
    }

    private static List<String> addresses(List<EndpointSlice> slices, Predicate<Endpoint> which) {
        return slices.stream()
                .flatMap(slice -> endpoints(slice).stream())
                .filter(which)
                .flatMap(endpoint -> endpoint.getAddresses().stream())
                .distinct()
                .sorted()
                .toList();
    }

    private static Map<String, Integer> ports(List<EndpointSlice> slices) {
        var ports = new TreeMap<String, Integer>();
        for (var slice : slices) {
            for (EndpointPort port : Objects.requireNonNullElse(slice.getPorts(), List.<EndpointPort>of())) {
                if (port.getName() != null && port.getPort() != null) {
                    ports.put(port.getName(), port.getPort());
                }
            }
        }
        return ports;
    }

    // Where a condition is absent, the API says to take it for true.
    private static boolean isReady(Endpoint endpoint) {
        return endpoint.getConditions() == null
                || !Objects.equals(endpoint.getConditions().getReady(), false);
    }

    private static boolean serves(Endpoint endpoint) {
        return endpoint.getConditions() != null
                && Objects.equals(endpoint.getConditions().getServing(), true);
    }
}
