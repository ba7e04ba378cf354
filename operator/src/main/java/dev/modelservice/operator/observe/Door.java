package dev.modelservice.operator.observe;

import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.GRPCRoute;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What leads a request to a model, beside its Service, as last seen.
 *
 * @param slice what puts the gateway's pods behind its Service; null where there is none; so for the other objects of the model
 * @param gateway where the gateway's own pods are; empty without a gateway, or before its Service was seen
 * @param routeKinds the kinds of route that are watched: the cluster has them
 * @param hostnameHolder who has the host name that the model asks for, as {@code namespace/name}; null where nobody else does
 */
public record Door(
        @Nullable EndpointSlice slice,
        @Nullable HTTPRoute httpRoute,
        @Nullable GRPCRoute grpcRoute,
        List<EndpointSlice> gateway,
        Set<String> routeKinds,
        @Nullable String hostnameHolder) {

    /** The kinds of the Gateway API that lead to a model. */
    public static final String HTTP_ROUTE = "HTTPRoute";

    public static final String GRPC_ROUTE = "GRPCRoute";

    /** The name under which the gateway's own EndpointSlices are watched. */
    public static final String GATEWAY_SLICES = "GatewayEndpointSlice";

    public Door {
        gateway = List.copyOf(gateway);
        routeKinds = Set.copyOf(routeKinds);
    }
}
