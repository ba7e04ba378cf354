package dev.modelservice.operator.resources;

import dev.modelservice.api.v1alpha1.ModelService;
import dev.modelservice.operator.choice.Serving;
import java.util.Set;

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

    /** Name of the Deployment, the Service and the PodDisruptionBudget of a ModelService. */
    public static String of(ModelService service) {
        return service.getMetadata().getName();
    }

    /** Where the model answers inside the cluster. */
    public static String url(ModelService service, ServingPorts ports, Settings settings) {
        var host =
                "%s.%s.svc.%s".formatted(of(service), service.getMetadata().getNamespace(), settings.clusterDomain());
        return ports.http() == null ? "grpc://" + host + ":" + ModelEndpoint.GRPC_PORT : "http://" + host;
    }
}
