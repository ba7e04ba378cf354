package dev.modelservice.e2e.actors;

import dev.modelservice.api.kserve.ServingRuntime;
import dev.modelservice.api.v1alpha1.ModelService;
import dev.modelservice.e2e.assertions.ModelServiceAssert;
import dev.modelservice.e2e.cluster.ControlPlane;
import dev.modelservice.e2e.cluster.Manifests;
import dev.modelservice.e2e.cluster.OperatorProcess;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.FieldValidateable;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.RollableScalableResource;
import io.fabric8.kubernetes.client.dsl.ServiceResource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Consumer;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.awaitility.core.ThrowingRunnable;
import org.jspecify.annotations.Nullable;

/** Somebody with a namespace of their own, who applies manifests as kubectl does: server-side, unknown fields refused. */
public final class ClusterUser implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Map<String, String> RESTRICTED = Map.of("pod-security.kubernetes.io/enforce", "restricted");

    private static final PatchContext AS_KUBECTL = new PatchContext.Builder()
            .withPatchType(PatchType.SERVER_SIDE_APPLY)
            .withFieldManager("cluster-user")
            .withFieldValidation("Strict")
            .withForce(true)
            .build();

    private final KubernetesClient client;
    private final String namespace;
    private final Duration patience;
    private @Nullable OperatorProcess operator;

    private ClusterUser(KubernetesClient client, String namespace, Duration patience) {
        this.client = client;
        this.namespace = namespace;
        this.patience = patience;
    }

    /** Somebody at a control plane with fake nodes, where all goes quickly. */
    public static ClusterUser of(ControlPlane plane, String story) {
        return of(plane.admin(), story, PATIENCE);
    }

    /** Every story lives in a namespace that enforces Pod Security's strictest level: no other test of it is needed. */
    public static ClusterUser of(KubernetesClient client, String story, Duration patience) {
        String namespace = story + "-" + UUID.randomUUID().toString().substring(0, 8);
        client.resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(namespace)
                        .withLabels(RESTRICTED)
                        .endMetadata()
                        .build())
                .create();
        return new ClusterUser(client, namespace, patience);
    }

    /** The operator whose log a failed wait shows. */
    public ClusterUser watching(OperatorProcess process) {
        operator = process;
        return this;
    }

    public String namespace() {
        return namespace;
    }

    /** For what has no word here. */
    public KubernetesClient client() {
        return client;
    }

    public void apply(String yaml) {
        Manifests.parse(yaml).forEach(this::apply);
    }

    public void apply(Path file) {
        Manifests.read(file).forEach(this::apply);
    }

    private void apply(GenericKubernetesResource object) {
        client.resource(object).inNamespace(namespace).patch(AS_KUBECTL);
    }

    /** Asks whether the API server would take the object; nothing is stored. */
    public void tryCreate(GenericKubernetesResource object) {
        client.resource(object)
                .inNamespace(namespace)
                .dryRun()
                .fieldValidation(FieldValidateable.Validation.STRICT)
                .create();
    }

    public Resource<ModelService> modelService(String name) {
        return client.resources(ModelService.class).inNamespace(namespace).withName(name);
    }

    /** Its pods that are not on their way out. */
    public List<Pod> podsOf(String name) {
        return client
                .pods()
                .inNamespace(namespace)
                .withLabel("app.kubernetes.io/instance", name)
                .list()
                .getItems()
                .stream()
                .filter(pod -> pod.getMetadata().getDeletionTimestamp() == null)
                .toList();
    }

    public RollableScalableResource<Deployment> deployment(String name) {
        return client.apps().deployments().inNamespace(namespace).withName(name);
    }

    /** The Deployment of the revision of a ModelService that serves. */
    public RollableScalableResource<Deployment> deploymentOf(String name) {
        return deployment(stableOf(name));
    }

    /** The revision of a ModelService that serves. */
    public String stableOf(String name) {
        return String.valueOf(modelService(name).require().getStatus().stableRevision());
    }

    public ServiceResource<Service> service(String name) {
        return client.services().inNamespace(namespace).withName(name);
    }

    public void scale(String name, int replicas) {
        modelService(name).scale(replicas);
    }

    /** Returns at once; the garbage collector does the rest. */
    public void delete(String name) {
        modelService(name).delete();
    }

    /** Deletes one of KServe's runtimes. */
    public void remove(String kind, String name) {
        client.genericKubernetesResources(ServingRuntime.GROUP + "/" + ServingRuntime.VERSION, kind)
                .inNamespace(namespace)
                .withName(name)
                .delete();
    }

    /** Waits until the ModelService is as the story says. */
    public ModelService await(String name, Consumer<ModelServiceAssert> expectation) {
        await(() -> expectation.accept(
                ModelServiceAssert.assertThat(modelService(name).get())));
        return Objects.requireNonNull(modelService(name).get());
    }

    /** Waits until the assertions hold; on failure it shows all status here and the end of the operator's log. */
    public void await(ThrowingRunnable assertions) {
        try {
            Awaitility.await()
                    .atMost(patience)
                    .pollInterval(Duration.ofMillis(100))
                    .untilAsserted(assertions);
        } catch (ConditionTimeoutException e) {
            throw new AssertionError(e.getMessage() + "\n" + circumstances(), e);
        }
    }

    @Override
    public void close() {
        client.namespaces().withName(namespace).delete();
    }

    private String circumstances() {
        List<ModelService> services = client.resources(ModelService.class)
                .inNamespace(namespace)
                .list()
                .getItems();
        services.forEach(service -> service.getMetadata().setManagedFields(null));
        String log = operator == null ? "" : "\nThe end of the operator's log:\n" + operator.logTail(25);
        return "The ModelServices of " + namespace + ":\n" + Serialization.asYaml(services) + log;
    }
}
