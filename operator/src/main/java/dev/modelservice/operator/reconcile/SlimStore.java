package dev.modelservice.operator.reconcile;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodSpecBuilder;
import io.fabric8.kubernetes.client.informers.cache.Cache;
import io.fabric8.kubernetes.client.informers.cache.ItemStore;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An informer's store without what nobody here reads: of a pod's spec all but its node.
 *
 * <p>For one informer only: at each list the informer drops every key that the list does not have.
 */
final class SlimStore<R extends HasMetadata> implements ItemStore<R> {

    private final Map<String, R> items = new ConcurrentHashMap<>();

    @Override
    public String getKey(R item) {
        return Cache.metaNamespaceKeyFunc(item);
    }

    @Override
    public @Nullable R put(String key, R item) {
        slim(item);
        return items.put(key, item);
    }

    @Override
    public @Nullable R remove(String key) {
        return items.remove(key);
    }

    @Override
    public Stream<String> keySet() {
        return items.keySet().stream();
    }

    @Override
    public Stream<R> values() {
        return items.values().stream();
    }

    @Override
    public int size() {
        return items.size();
    }

    @Override
    public @Nullable R get(String key) {
        return items.get(key);
    }

    private static void slim(HasMetadata item) {
        if (item instanceof Pod pod) {
            pod.setSpec(new PodSpecBuilder()
                    .withNodeName(pod.getSpec().getNodeName())
                    .build());
        }
    }
}
