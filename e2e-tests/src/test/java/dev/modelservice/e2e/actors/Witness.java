package dev.modelservice.e2e.actors;

import dev.modelservice.api.v1alpha1.ModelService;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;

/** Sees every status of a user's ModelServices from now on, also those that stand only for a moment. */
public final class Witness implements ResourceEventHandler<ModelService>, AutoCloseable {
    private final Set<String> reasons = new ConcurrentSkipListSet<>();
    private final SharedIndexInformer<ModelService> informer;

    public Witness(ClusterUser user) {
        informer = user.client()
                .resources(ModelService.class)
                .inNamespace(user.namespace())
                .inform(this);
    }

    /** Every reason that Ready has had. */
    public Set<String> reasons() {
        return Set.copyOf(reasons);
    }

    @Override
    public void onAdd(ModelService service) {
        var status = service.getStatus();
        if (status != null) {
            Objects.requireNonNull(status.conditions()).stream()
                    .filter(condition -> condition.getType().equals("Ready"))
                    .forEach(condition -> reasons.add(condition.getReason()));
        }
    }

    @Override
    public void onUpdate(ModelService before, ModelService now) {
        onAdd(now);
    }

    @Override
    public void onDelete(ModelService service, boolean finalStateUnknown) {
        // What it said before was seen then.
    }

    @Override
    public void close() {
        informer.close();
    }
}
