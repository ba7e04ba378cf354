package dev.modelservice.e2e.gateway;

import dev.modelservice.api.v1alpha1.EndpointSpec;
import dev.modelservice.api.v1alpha1.ModelService;
import dev.modelservice.e2e.cluster.Access;
import dev.modelservice.e2e.cluster.Chart;
import dev.modelservice.e2e.cluster.ControlPlane;
import dev.modelservice.e2e.cluster.Users;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSliceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** A namespace of a real API server, in which ModelServices and their endpoints are written as the operator and Kubernetes do. */
public final class Stage {

    private static final AtomicInteger NEXT = new AtomicInteger();

    private final ControlPlane plane;
    private final KubernetesClient admin;
    private final String namespace;

    private Stage(ControlPlane plane) {
        this.plane = plane;
        this.admin = plane.admin();
        this.namespace = "stage-" + NEXT.incrementAndGet();
    }

    /** A new namespace on the control plane that all tests share. */
    public static Stage open() {
        return open(ControlPlane.shared());
    }

    public static Stage open(ControlPlane plane) {
        Chart.installCrds(plane.admin());
        Stage stage = new Stage(plane);
        stage.admin
                .resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(stage.namespace)
                        .endMetadata()
                        .build())
                .serverSideApply();
        return stage;
    }

    public String namespace() {
        return namespace;
    }

    public Access access() {
        return plane.access(Users.ADMIN);
    }

    /** The host name of one of its models. */
    public String host(String model) {
        return model + "." + namespace;
    }

    /** A ModelService with this endpoint, in YAML; {@code {}} for the defaults. */
    public void model(String name, String endpoint) {
        ModelService service = Serialization.unmarshal("""
                apiVersion: modelservice.dev/v1alpha1
                kind: ModelService
                metadata: {name: %s, namespace: %s}
                spec:
                  model: {uri: "https://models.example.com/model.onnx"}
                  endpoint: %s
                """.formatted(name, namespace, endpoint), ModelService.class);
        admin.resource(service).forceConflicts().serverSideApply();
    }

    public void model(String name) {
        model(name, "{requestTimeoutSeconds: " + EndpointSpec.DEFAULT_REQUEST_TIMEOUT_SECONDS + "}");
    }

    /** What the operator writes: revisions in YAML, as a list. */
    public void revisions(String model, String revisions) {
        ModelService service = Serialization.unmarshal("""
                apiVersion: modelservice.dev/v1alpha1
                kind: ModelService
                metadata: {name: %s, namespace: %s}
                status: {revisions: %s, conditions: []}
                """.formatted(model, namespace, revisions), ModelService.class);
        admin.resource(service).patchStatus();
    }

    /** The revision that is to take over. */
    public void candidate(String model, String revision) {
        admin.resources(ModelService.class)
                .inNamespace(namespace)
                .withName(model)
                .subresource("status")
                .patch(
                        PatchContext.of(PatchType.JSON_MERGE),
                        "{\"status\": {\"candidateRevision\": \"%s\"}}".formatted(revision));
    }

    public void deleteModel(String name) {
        admin.resources(ModelService.class)
                .inNamespace(namespace)
                .withName(name)
                .delete();
    }

    /** A replica, ready. */
    public void replica(String model, String revision, String name, Backend backend) {
        replica(model, revision, name, backend.port(), 0, true, false);
    }

    /** A replica with its conditions; in a slice of its own, because each has another port here. */
    public void replica(
            String model, String revision, String name, int port, int grpcPort, boolean ready, boolean terminating) {
        EndpointSliceBuilder slice = new EndpointSliceBuilder()
                .withNewMetadata()
                .withName(model + "-" + name)
                .withNamespace(namespace)
                .withLabels(Map.of("modelservice.dev/name", model, "modelservice.dev/revision", revision))
                .endMetadata()
                .withAddressType("IPv4")
                .addNewEndpoint()
                .withAddresses(Backend.address())
                .withNewConditions()
                .withReady(ready)
                .withServing(ready || terminating)
                .withTerminating(terminating)
                .endConditions()
                .endEndpoint()
                .addNewPort()
                .withName("http")
                .withPort(port)
                .endPort();
        if (grpcPort > 0) {
            slice.addNewPort().withName("grpc").withPort(grpcPort).endPort();
        }
        admin.resource(slice.build()).forceConflicts().serverSideApply();
    }

    public void removeReplica(String model, String name) {
        admin.resources(EndpointSlice.class)
                .inNamespace(namespace)
                .withName(model + "-" + name)
                .delete();
    }
}
