package dev.modelservice.gateway.watch;

import dev.modelservice.api.v1alpha1.ModelService;
import dev.modelservice.gateway.door.Doors;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/**
 * Keeps the table of routes as the cluster is. While the API server is away the last table stays; when it is back, what has changed
 * is read again.
 */
public final class Watcher {

    private static final Logger LOG = Logger.getLogger(Watcher.class);

    private final KubernetesClient client;
    private final List<String> namespaces;
    private final TableMaker maker;
    private final Doors doors;
    private final int gatherMillis;
    private final List<SharedIndexInformer<ModelService>> services = new ArrayList<>();
    private final List<SharedIndexInformer<EndpointSlice>> slices = new ArrayList<>();
    private final AtomicBoolean changed = new AtomicBoolean();
    private final AtomicBoolean away = new AtomicBoolean();
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("routes").factory());
    private volatile boolean synced;

    /**
     * @param namespaces whose ModelServices are served; empty for all
     * @param domains below which models answer
     */
    public Watcher(
            KubernetesClient client, List<String> namespaces, List<String> domains, Doors doors, int gatherMillis) {
        this.client = client;
        this.namespaces = List.copyOf(namespaces);
        this.maker = new TableMaker(domains);
        this.doors = doors;
        this.gatherMillis = gatherMillis;
    }

    /** Begins to watch, and tries again for as long as the API server is not there. */
    public void start() {
        if (namespaces.isEmpty()) {
            services.add(client.resources(ModelService.class).inAnyNamespace().runnableInformer(0));
            slices.add(client.discovery()
                    .v1()
                    .endpointSlices()
                    .inAnyNamespace()
                    .withLabel(TableMaker.REVISION)
                    .runnableInformer(0));
        }
        for (String namespace : namespaces) {
            services.add(
                    client.resources(ModelService.class).inNamespace(namespace).runnableInformer(0));
            slices.add(client.discovery()
                    .v1()
                    .endpointSlices()
                    .inNamespace(namespace)
                    .withLabel(TableMaker.REVISION)
                    .runnableInformer(0));
        }
        services.forEach(this::run);
        slices.forEach(this::run);
    }

    private <T extends HasMetadata> void run(SharedIndexInformer<T> informer) {
        String type = informer.getApiTypeClass().getSimpleName();
        informer.exceptionHandler((_, problem) -> {
            if (away.compareAndSet(false, true)) {
                LOG.warnf("%s cannot be watched for now, the last table stays: %s", type, problem);
            }
            return true;
        });
        informer.addEventHandler(new Changes<>());
        informer.start().whenComplete((_, problem) -> {
            if (problem == null) {
                gather();
            } else {
                LOG.errorf("%s cannot be watched: %s", type, problem);
            }
        });
    }

    /** Whether a first table was made of everything that there is. */
    public boolean isSynced() {
        return synced;
    }

    private void gather() {
        if (changed.compareAndSet(false, true)) {
            ScheduledFuture<?> _ = thread.schedule(this::make, gatherMillis, TimeUnit.MILLISECONDS);
        }
    }

    private void make() {
        changed.set(false);
        boolean complete = services.stream().allMatch(SharedIndexInformer::hasSynced)
                && slices.stream().allMatch(SharedIndexInformer::hasSynced);
        if (!complete) {
            // A part of the routes would answer the others with 404.
            gather();
            return;
        }
        try {
            List<ModelService> all = services.stream()
                    .flatMap(informer -> informer.getStore().list().stream())
                    .toList();
            List<EndpointSlice> found = slices.stream()
                    .flatMap(informer -> informer.getStore().list().stream())
                    .toList();
            doors.update(maker.make(all, found));
            away.set(false);
            if (!synced) {
                synced = true;
                LOG.infof("Gateway is ready: %d ModelServices", all.size());
            }
        } catch (RuntimeException e) {
            LOG.error("The table of routes cannot be made; the last one stays", e);
        }
    }

    /** Any change of any object. */
    private final class Changes<T> implements ResourceEventHandler<T> {

        @Override
        public void onAdd(T object) {
            gather();
        }

        @Override
        public void onUpdate(T before, T after) {
            gather();
        }

        @Override
        public void onDelete(T object, boolean unknown) {
            gather();
        }
    }
}
