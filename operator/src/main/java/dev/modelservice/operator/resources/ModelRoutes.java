package dev.modelservice.operator.resources;

import dev.modelservice.api.v1alpha1.GatewayRef;
import dev.modelservice.api.v1alpha1.ModelService;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.GRPCRoute;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.GRPCRouteBuilder;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRouteBuilder;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRouteMatch;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRouteMatchBuilder;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRouteRule;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRouteRuleBuilder;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.ParentReference;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.ParentReferenceBuilder;
import java.util.ArrayList;
import java.util.List;

/**
 * The route from a Gateway of the user's to a model's Service. A Gateway takes only one of an HTTPRoute and a GRPCRoute
 * for a host name: a model that speaks both has an HTTPRoute, with a rule for the paths of its gRPC services.
 */
public final class ModelRoutes {

    /** What a runtime of the Open Inference Protocol serves over gRPC, beside health and reflection. */
    private static final List<String> GRPC_SERVICES = List.of(
            "/inference.GRPCInferenceService",
            "/grpc.health.v1.Health",
            "/grpc.reflection.v1.ServerReflection",
            "/grpc.reflection.v1alpha.ServerReflection");

    /** The gateway bounds the time of a request; a stream may take longer than a Gateway's own default. */
    private static final String NO_LIMIT = "0s";

    private ModelRoutes() {}

    /** For a model that is asked over HTTP. */
    public static HTTPRoute http(ModelService service, GatewayRef gateway, ServingPorts ports, Settings settings) {
        var hosts = Names.hosts(service, settings);
        var rules = new ArrayList<HTTPRouteRule>();
        // Without a host name there is nothing by which gRPC requests to different models could be told apart.
        if (ports.grpc() != null && !hosts.isEmpty()) {
            rules.add(rule(service, GRPC_SERVICES, ModelEndpoint.GRPC_PORT));
        }
        var path = hosts.isEmpty() ? Names.path(service) : "/";
        rules.add(rule(service, List.of(path), ModelEndpoint.HTTP_PORT));
        return new HTTPRouteBuilder()
                .withMetadata(Metadata.child(service))
                .withNewSpec()
                .withParentRefs(parent(service, gateway))
                .withHostnames(hosts)
                .withRules(rules)
                .endSpec()
                .build();
    }

    /** For a model that is asked over gRPC alone. */
    public static GRPCRoute grpc(ModelService service, GatewayRef gateway, Settings settings) {
        return new GRPCRouteBuilder()
                .withMetadata(Metadata.child(service))
                .withNewSpec()
                .withParentRefs(parent(service, gateway))
                .withHostnames(Names.hosts(service, settings))
                .addNewRule()
                .addNewBackendRef()
                .withName(Names.of(service))
                .withPort(ModelEndpoint.GRPC_PORT)
                .endBackendRef()
                .endRule()
                .endSpec()
                .build();
    }

    /** The Gateway that a route names, as its status names it too. */
    public static ParentReference parent(ModelService service, GatewayRef gateway) {
        return new ParentReferenceBuilder()
                .withName(gateway.name())
                .withNamespace(
                        gateway.namespace() == null ? service.getMetadata().getNamespace() : gateway.namespace())
                .withSectionName(gateway.sectionName())
                .build();
    }

    private static HTTPRouteRule rule(ModelService service, List<String> prefixes, int port) {
        return new HTTPRouteRuleBuilder()
                .withMatches(prefixes.stream().map(ModelRoutes::match).toList())
                .addNewBackendRef()
                .withName(Names.of(service))
                .withPort(port)
                .endBackendRef()
                .withNewTimeouts()
                .withRequest(NO_LIMIT)
                .endTimeouts()
                .build();
    }

    private static HTTPRouteMatch match(String prefix) {
        return new HTTPRouteMatchBuilder()
                .withNewPath()
                .withType("PathPrefix")
                .withValue(prefix)
                .endPath()
                .build();
    }
}
