package dev.modelservice.e2e.bench;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.dsl.Informable;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.awaitility.Awaitility;

/** Counts, from a watch, the objects that have got where they should. */
final class Arrivals<T extends HasMetadata> implements ResourceEventHandler<T>, AutoCloseable {
    private final Predicate<T> arrived;
    private final Set<String> there = ConcurrentHashMap.newKeySet();
    private final SharedIndexInformer<T> informer;

    Arrivals(Informable<T> objects, Predicate<T> arrived) {
        this.arrived = arrived;
        informer = objects.runnableInformer(0).addEventHandler(this);
        informer.run();
    }

    void await(int count) {
        Awaitility.await(count + " objects to be ready")
                .atMost(Duration.ofMinutes(15))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> there.size() >= count);
    }

    @Override
    public void close() {
        informer.close();
    }

    @Override
    public void onAdd(T object) {
        if (arrived.test(object)) {
            there.add(object.getMetadata().getUid());
        }
    }

    @Override
    public void onUpdate(T before, T now) {
        onAdd(now);
    }

    @Override
    public void onDelete(T object, boolean finalStateUnknown) {
        there.remove(object.getMetadata().getUid());
    }
}
