package dev.modelservice.operator.check;

import dev.modelservice.api.v1alpha1.GatewayRef;
import dev.modelservice.api.v1alpha1.Reason;
import dev.modelservice.operator.observe.Door;
import dev.modelservice.operator.observe.Observed;
import dev.modelservice.operator.resources.GatewayAddresses;
import dev.modelservice.operator.resources.GatewaySettings;
import dev.modelservice.operator.resources.ModelEndpoint;
import dev.modelservice.operator.resources.ModelRoutes;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whether requests find their way to the model, by each of the addresses that the spec asks for. */
public final class EndpointChecks {

    private EndpointChecks() {}

    /** What stands in their way, if anything does; {@code kind}: of the route that is wanted where a Gateway is named. */
    public static Optional<Finding> first(Observed observed, @Nullable GatewaySettings gateway, String kind) {
        var ref = observed.service().getSpec().endpointOrDefault().gateway();
        if (gateway == null) {
            return Optional.ofNullable(ref).map(named -> gatewayDisabled());
        }
        return gatewayUnavailable(observed, gateway)
                .or(() -> hostnameTaken(observed))
                .or(() -> Optional.ofNullable(ref).flatMap(named -> routeMissing(observed, named, kind)));
    }

    private static Finding gatewayDisabled() {
        return Finding.stalled(
                Reason.GATEWAY_DISABLED,
                "endpoint.gateway is given, and the operator runs without its gateway; install the chart with"
                        + " gateway.enabled=true, or remove endpoint.gateway");
    }

    private static Optional<Finding> gatewayUnavailable(Observed observed, GatewaySettings gateway) {
        var isReady = GatewayAddresses.of(observed.door().gateway())
                .filter(there -> !there.addresses().isEmpty())
                .isPresent();
        var goesPastIt = observed.endpoint() != null && ModelEndpoint.leadsToPods(observed.endpoint());
        return isReady || goesPastIt
                ? Optional.empty()
                : Optional.of(Finding.retried(
                        Reason.GATEWAY_UNAVAILABLE,
                        "no pod of the gateway is ready; see kubectl get pods -n %s -l modelservice.dev/gateway=%s"
                                .formatted(gateway.namespace(), gateway.service())));
    }

    private static Optional<Finding> hostnameTaken(Observed observed) {
        return Optional.ofNullable(observed.door().hostnameHolder())
                .map(holder -> Finding.stalled(
                        Reason.HOSTNAME_TAKEN,
                        "the host name %s is that of ModelService %s, which is older; write another one in endpoint.hostname, or remove it there"
                                .formatted(
                                        observed.service()
                                                .getSpec()
                                                .endpointOrDefault()
                                                .hostname(),
                                        holder)));
    }

    private static Optional<Finding> routeMissing(Observed observed, GatewayRef ref, String kind) {
        if (!observed.door().routeKinds().contains(kind)) {
            return Optional.of(Finding.stalled(
                    Reason.NO_GATEWAY_API,
                    "endpoint.gateway is given, and the cluster has no kind %s of gateway.networking.k8s.io/v1 that the"
                                    .formatted(kind)
                            + " operator may read; install the Gateway API's CRDs, or remove endpoint.gateway"));
        }
        var parent = ModelRoutes.parent(observed.service(), ref);
        var gateway = parent.getNamespace() + "/" + parent.getName();
        return switch (RouteAnswer.of(route(observed.door(), kind), parent)) {
            case RouteAnswer.Accepted _ -> Optional.empty();
            case RouteAnswer.Pending _ ->
                Optional.of(Finding.retried(
                        Reason.ROUTE_PENDING,
                        "Gateway %s has not said yet whether it accepts the %s; if it stays so, see that it exists and that its controller runs"
                                .formatted(gateway, kind)));
            case RouteAnswer.Refused refused ->
                Optional.of(Finding.stalled(
                        Reason.ROUTE_NOT_ACCEPTED,
                        "Gateway %s does not accept the %s: %s".formatted(gateway, kind, refused.words())));
        };
    }

    private static RouteAnswer.@Nullable Route route(Door door, String kind) {
        if (kind.equals(Door.HTTP_ROUTE)) {
            var route = door.httpRoute();
            return route == null || route.getStatus() == null
                    ? null
                    : new RouteAnswer.Route(
                            route.getMetadata(), route.getStatus().getParents());
        }
        var route = door.grpcRoute();
        return route == null || route.getStatus() == null
                ? null
                : new RouteAnswer.Route(route.getMetadata(), route.getStatus().getParents());
    }
}
