package dev.modelservice.plugin.cluster;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.dsl.Informable;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Several kinds, watched together: any change of any of them wakes who waits. */
final class Watching implements AutoCloseable {

    /** Changes that come within this time are one: a pod's end and its successor's start, for instance. */
    private static final Duration TOGETHER = Duration.ofMillis(50);

    private final Semaphore changes = new Semaphore(0);
    private final List<SharedIndexInformer<?>> informers = new ArrayList<>();

    /** Returns when all that is there now is known. */
    <T extends HasMetadata> Supplier<List<T>> of(Informable<T> objects) {
        var informer = objects.inform(new Waker<>());
        informers.add(informer);
        informer.stopped().whenComplete((nothing, failure) -> changes.release());
        return () -> informer.getStore().list();
    }

    /** Waits for a change; false when the time is over. */
    boolean await(Duration patience) throws InterruptedException {
        boolean changed = changes.tryAcquire(Math.max(0, patience.toMillis()), TimeUnit.MILLISECONDS);
        while (changed && changes.tryAcquire(TOGETHER.toMillis(), TimeUnit.MILLISECONDS)) {
            changes.drainPermits();
        }
        requireAlive();
        return changed;
    }

    @Override
    public void close() {
        informers.forEach(SharedIndexInformer::close);
    }

    private void requireAlive() {
        for (var informer : informers) {
            try {
                informer.stopped().toCompletableFuture().getNow(null);
            } catch (CompletionException e) {
                throw new Refusal("the cluster ended the watch: " + e.getCause());
            }
        }
    }

    private final class Waker<T> implements ResourceEventHandler<T> {
        @Override
        public void onAdd(T object) {
            changes.release();
        }

        @Override
        public void onUpdate(T before, T after) {
            changes.release();
        }

        @Override
        public void onDelete(T object, boolean unknown) {
            changes.release();
        }
    }
}
