package dev.modelservice.operator.resources;

import dev.modelservice.api.v1alpha1.ModelService;
import dev.modelservice.operator.choice.Serving;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Every name that we give to an object or to a part of a pod. */
public final class Names {

    /** The field manager of all our writes. */
    public static final String FIELD_MANAGER = "modelservice-operator";

    /** ServiceAccount and NetworkPolicy that all model pods of a namespace share. */
    public static final String SHARED = "modelservice-runtime";

    public static final String RUNTIME_CONTAINER = "runtime";

    /** The container that serves has one of these names: KServe's contract has its own. */
    public static final Set<String> SERVING_CONTAINERS = Set.of(RUNTIME_CONTAINER, Serving.Kserve.CONTAINER);

    public static final String FETCH_CONTAINER = "fetch-model";
    public static final String HTTP_PORT = "http";
    public static final String GRPC_PORT = "grpc";
    public static final String MANAGEMENT_PORT = "management";
    public static final String MODEL_VOLUME = "model";
    public static final String TEMPORARY_VOLUME = "tmp";
    public static final String CREDENTIALS_VOLUME = "credentials";
    public static final String CERTIFICATES_VOLUME = "certificates";

    private Names() {}

    /** Name of the Service and the PodDisruptionBudget of a ModelService. */
    public static String of(ModelService service) {
        return service.getMetadata().getName();
    }

    /** Name of the EndpointSlice that leads to the gateway. */
    public static String gatewaySlice(ModelService service) {
        return of(service) + "-gateway";
    }

    /** Path at the gateway below which the model answers whatever the host. */
    static String path(ModelService service) {
        return "/" + service.getMetadata().getNamespace() + "/" + of(service);
    }

    /** The model's public host names; none where neither the gateway's domain nor the spec gives one. */
    static List<String> hosts(ModelService service, Settings settings) {
        return Stream.of(
                        publicHost(service, settings),
                        Optional.ofNullable(
                                service.getSpec().endpointOrDefault().hostname()))
                .flatMap(Optional::stream)
                .distinct()
                .toList();
    }

    /** Where the model answers: below the gateway's domain, or where it has none, inside the cluster. */
    public static String url(ModelService service, ServingPorts ports, Settings settings) {
        var host = publicHost(service, settings).orElseGet(() -> clusterHost(service, settings));
        var secure = settings.gateway() != null
                && settings.gateway().domain() != null
                && settings.gateway().scheme().equals("https");
        if (ports.http() != null) {
            return (secure ? "https://" : "http://") + host;
        }
        return secure ? "grpcs://" + host : "grpc://" + host + ":" + ModelEndpoint.GRPC_PORT;
    }

    private static String clusterHost(ModelService service, Settings settings) {
        return "%s.%s.svc.%s".formatted(of(service), service.getMetadata().getNamespace(), settings.clusterDomain());
    }

    private static Optional<String> publicHost(ModelService service, Settings settings) {
        return Optional.ofNullable(settings.gateway())
                .map(GatewaySettings::domain)
                .map(domain ->
                        "%s.%s.%s".formatted(of(service), service.getMetadata().getNamespace(), domain));
    }
}
