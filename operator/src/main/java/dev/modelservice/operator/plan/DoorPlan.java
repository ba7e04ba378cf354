package dev.modelservice.operator.plan;

import dev.modelservice.operator.observe.Door;
import dev.modelservice.operator.observe.Observed;
import dev.modelservice.operator.resources.GatewayAddresses;
import dev.modelservice.operator.resources.GatewaySettings;
import dev.modelservice.operator.resources.GatewaySlice;
import dev.modelservice.operator.resources.ModelEndpoint;
import dev.modelservice.operator.resources.ModelRoutes;
import dev.modelservice.operator.resources.RuntimePolicy;
import dev.modelservice.operator.resources.ServingPorts;
import dev.modelservice.operator.resources.Settings;
import org.jspecify.annotations.Nullable;

/** What leads a request to the model: its Service, what stands behind it, and the route of a Gateway. */
final class DoorPlan {

    private DoorPlan() {}

    static void add(Observed observed, ServingPorts ports, Settings settings, Changes changes) {
        if (settings.gateway() == null) {
            changes.want(ModelEndpoint.toPods(observed.service(), ports), observed.endpoint());
            changes.remove(observed.door().slice());
            changes.remove(observed.door().httpRoute());
            changes.remove(observed.door().grpcRoute());
        } else {
            throughGateway(observed, ports, changes);
            routes(observed, ports, settings, changes);
        }
    }

    /** The kind of the route that a Gateway would need. */
    static String routeKind(ServingPorts ports) {
        return ports.http() == null ? Door.GRPC_ROUTE : Door.HTTP_ROUTE;
    }

    /** Who may ask the models: nobody is shut out before the gateway is there to let them in. */
    static @Nullable GatewaySettings onlyWay(Observed observed, Settings settings) {
        var policy = observed.policy();
        return policy != null && RuntimePolicy.letsEverybodyIn(policy) && !isGatewayThere(observed)
                ? null
                : settings.gateway();
    }

    /** Where nothing may be made anew: the gateway's pods move, and the Service has to go on leading to them. */
    static void keep(Observed observed, Settings settings, Changes changes) {
        var endpoint = observed.endpoint();
        var slice = observed.door().slice();
        if (settings.gateway() != null && endpoint != null && slice != null) {
            GatewayAddresses.of(observed.door().gateway())
                    .ifPresent(addresses ->
                            changes.want(GatewaySlice.desired(observed.service(), endpoint, addresses), slice));
        }
    }

    /** Whether its Service, left as it is, leads to the model's pods: straight, or through the gateway. */
    static boolean isOpen(Observed observed, Settings settings) {
        var endpoint = observed.endpoint();
        return endpoint != null
                && (ModelEndpoint.leadsToPods(endpoint)
                        || (settings.gateway() != null
                                && observed.door().slice() != null
                                && !observed.backends().isEmpty()));
    }

    private static void throughGateway(Observed observed, ServingPorts ports, Changes changes) {
        var service = observed.service();
        var door = observed.door();
        var wanted = ModelEndpoint.toGateway(service, ports);
        var gateway = GatewayAddresses.of(door.gateway());
        // Before the Service lets go of the pods, so that at no moment nobody stands behind it.
        gateway.ifPresent(addresses -> changes.want(GatewaySlice.desired(service, wanted, addresses), door.slice()));
        var endpoint = observed.endpoint();
        var keepsPods = !isGatewayThere(observed) && endpoint != null && ModelEndpoint.leadsToPods(endpoint);
        changes.want(keepsPods ? ModelEndpoint.toPods(service, ports) : wanted, endpoint);
    }

    private static void routes(Observed observed, ServingPorts ports, Settings settings, Changes changes) {
        var service = observed.service();
        var door = observed.door();
        var gateway = service.getSpec().endpointOrDefault().gateway();
        var kind = routeKind(ports);
        if (gateway == null || !kind.equals(Door.HTTP_ROUTE)) {
            changes.remove(door.httpRoute());
        } else if (door.routeKinds().contains(kind)) {
            changes.want(ModelRoutes.http(service, gateway, ports, settings), door.httpRoute());
        }
        if (gateway == null || !kind.equals(Door.GRPC_ROUTE)) {
            changes.remove(door.grpcRoute());
        } else if (door.routeKinds().contains(kind)) {
            changes.want(ModelRoutes.grpc(service, gateway, settings), door.grpcRoute());
        }
    }

    private static boolean isGatewayThere(Observed observed) {
        return GatewayAddresses.of(observed.door().gateway())
                .filter(gateway -> !gateway.addresses().isEmpty())
                .isPresent();
    }
}
