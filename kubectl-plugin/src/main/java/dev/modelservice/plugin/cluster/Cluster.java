package dev.modelservice.plugin.cluster;

import dev.modelservice.api.v1alpha1.ModelService;
import dev.modelservice.plugin.follow.Answer;
import dev.modelservice.plugin.view.PodView;
import dev.modelservice.plugin.view.Snapshot;
import io.fabric8.kubernetes.api.model.KubernetesResourceList;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodList;
import io.fabric8.kubernetes.api.model.apps.ControllerRevision;
import io.fabric8.kubernetes.api.model.apps.ControllerRevisionList;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.FilterWatchListDeletable;
import io.fabric8.kubernetes.client.dsl.MixedOperation;
import io.fabric8.kubernetes.client.dsl.PodResource;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A namespace of a cluster, with the rights of the user. */
public final class Cluster implements AutoCloseable {

    private static final PatchContext MERGE = PatchContext.of(PatchType.JSON_MERGE);
    private static final String INSTANCE_LABEL = "app.kubernetes.io/instance";

    /** The requests of one screen go out together: a cluster may be far away. */
    private static final Executor AT_ONCE = task -> Thread.ofVirtual().start(task);

    private final KubernetesClient client;
    private final String namespace;

    Cluster(KubernetesClient client, String namespace) {
        this.client = client;
        this.namespace = namespace;
    }

    public List<ModelService> services() {
        return services(client).inNamespace(namespace).list().getItems();
    }

    public ModelService service(String name) {
        var found = resource(name).get();
        if (found == null) {
            throw missing(name);
        }
        return found;
    }

    /** The ModelService with its revisions and pods. */
    public Snapshot snapshot(String name) {
        var pods = started(() -> pods(name).list().getItems());
        var revisions = started(() -> revisions().list().getItems());
        var service = service(name);
        return Snapshot.of(service, result(revisions), result(pods));
    }

    /** The ModelService with its revisions alone. */
    public Snapshot history(String name) {
        var revisions = started(() -> revisions().list().getItems());
        var service = service(name);
        return Snapshot.of(service, result(revisions), List.of());
    }

    /** Asks the operator for an action. */
    public void ask(String name, String action) {
        var patch = Map.of("metadata", Map.of("annotations", Map.of(Answer.ANNOTATION, action)));
        resource(name).patch(MERGE, Serialization.asJson(patch));
    }

    /** All ModelServices, from now on. */
    public Watch<List<ModelService>> watchServices() {
        var watch = new Watching();
        var services = watch.of(services(client).inNamespace(namespace));
        return new Watch<>(watch, () -> List.copyOf(services.get()));
    }

    /** One ModelService, from now on. */
    public Watch<ModelService> watchService(String name) {
        var watch = new Watching();
        var services = watch.of(resource(name));
        return new Watch<>(watch, () -> only(services.get(), name));
    }

    /** One ModelService with its revisions and pods, from now on. */
    public Watch<Snapshot> watchSnapshot(String name) {
        var watch = new Watching();
        var services = watch.of(resource(name));
        var revisions = watch.of(revisions());
        var pods = watch.of(pods(name));
        return new Watch<>(watch, () -> Snapshot.of(only(services.get(), name), revisions.get(), pods.get()));
    }

    @Override
    public void close() {
        client.close();
    }

    private static MixedOperation<ModelService, KubernetesResourceList<ModelService>, Resource<ModelService>> services(
            KubernetesClient client) {
        return client.resources(ModelService.class);
    }

    private Resource<ModelService> resource(String name) {
        return services(client).inNamespace(namespace).withName(name);
    }

    private FilterWatchListDeletable<Pod, PodList, PodResource> pods(String name) {
        return client.pods()
                .inNamespace(namespace)
                .withLabel(INSTANCE_LABEL, name)
                .withLabel(PodView.REVISION_LABEL);
    }

    private FilterWatchListDeletable<ControllerRevision, ControllerRevisionList, Resource<ControllerRevision>>
            revisions() {
        return client.apps().controllerRevisions().inNamespace(namespace);
    }

    private ModelService only(List<ModelService> found, String name) {
        if (found.isEmpty()) {
            throw missing(name);
        }
        return found.getFirst();
    }

    private Refusal missing(String name) {
        return new Refusal("there is no ModelService %s in the namespace %s".formatted(name, namespace));
    }

    private static <T> CompletableFuture<T> started(Supplier<T> request) {
        return CompletableFuture.supplyAsync(request, AT_ONCE);
    }

    private static <T extends @Nullable Object> T result(CompletableFuture<T> request) {
        try {
            return request.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }
}
