package dev.modelservice.gateway.watch;

import dev.modelservice.gateway.route.Replica;
import io.fabric8.kubernetes.api.model.discovery.v1.Endpoint;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointConditions;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointPort;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A revision's pods, as its EndpointSlices tell of them.
 *
 * @param ready those that may get new requests
 * @param ending those that still serve but are about to end; only where nothing else is ready
 */
record Endpoints(SortedSet<Replica> ready, SortedSet<Replica> ending) {

    private static final int NONE = -1;

    static Endpoints of(List<EndpointSlice> slices) {
        Endpoints found = new Endpoints(new TreeSet<>(), new TreeSet<>());
        // In a cluster of both families a pod is in two slices.
        boolean hasIpv4 = slices.stream().anyMatch(slice -> "IPv4".equals(slice.getAddressType()));
        for (EndpointSlice slice : slices) {
            if (!hasIpv4 || "IPv4".equals(slice.getAddressType())) {
                found.add(slice);
            }
        }
        return found;
    }

    private void add(EndpointSlice slice) {
        int http = port(slice, "http");
        int grpc = port(slice, "grpc");
        if (slice.getEndpoints() == null || (http == NONE && grpc == NONE)) {
            return;
        }
        int httpPort = http == NONE ? grpc : http;
        int grpcPort = grpc == NONE ? http : grpc;
        for (Endpoint endpoint : slice.getEndpoints()) {
            Replica replica = new Replica(endpoint.getAddresses().getFirst(), httpPort, grpcPort);
            EndpointConditions conditions = endpoint.getConditions();
            boolean ready = conditions == null || !Boolean.FALSE.equals(conditions.getReady());
            if (ready) {
                ready().add(replica);
            } else if (Boolean.TRUE.equals(conditions.getServing())) {
                ending().add(replica);
            }
        }
    }

    private static int port(EndpointSlice slice, String name) {
        if (slice.getPorts() != null) {
            for (EndpointPort port : slice.getPorts()) {
                if (name.equals(port.getName()) && port.getPort() != null) {
                    return port.getPort();
                }
            }
        }
        return NONE;
    }
}
