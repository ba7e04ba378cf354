package dev.modelservice.operator.reconcile;

import dev.modelservice.api.v1alpha1.ModelService;
import dev.modelservice.api.v1alpha1.ModelServiceSpec;
import dev.modelservice.operator.observe.Door;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.GRPCRoute;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import java.time.Clock;
import java.util.Map;

/** The informers of our routes of the Gateway API, whose kinds a cluster may lack. */
final class RouteSources {

    private static final String API_VERSION = "gateway.networking.k8s.io/v1";

    private RouteSources() {}

    static OptionalSources of(Clock clock) {
        return new OptionalSources(
                clock, new OptionalSources.Kinds(API_VERSION, RouteSources::kinds, RouteSources::namesGateway));
    }

    private static Map<String, OptionalSources.Supplied> kinds(EventSourceContext<ModelService> context) {
        return Map.of(
                Door.HTTP_ROUTE, () -> EventSources.owned(HTTPRoute.class, context),
                Door.GRPC_ROUTE, () -> EventSources.owned(GRPCRoute.class, context));
    }

    private static boolean namesGateway(ModelServiceSpec spec) {
        return spec.endpointOrDefault().gateway() != null;
    }
}
