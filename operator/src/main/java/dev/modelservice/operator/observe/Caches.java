package dev.modelservice.operator.observe;

import dev.modelservice.api.v1alpha1.ModelService;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.health.Status;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import java.util.Optional;

/** Finds the informers; each is named after the kind that it watches, where it does not have a purpose of its own. */
final class Caches {

    private Caches() {}

    /** The informer of a kind. */
    static <R extends HasMetadata> InformerEventSource<R, ModelService> of(
            Class<R> type, Context<ModelService> context) {
        return (InformerEventSource<R, ModelService>)
                context.eventSourceRetriever().getEventSourceFor(type, type.getSimpleName());
    }

    /**
     * The informer of this name, if there is one: the cluster may lack the kind. One that has just been added may not
     * have read its objects yet; it does not count as there.
     */
    @SuppressWarnings("unchecked") // only informers were registered for these types
    static <R extends HasMetadata> Optional<InformerEventSource<R, ModelService>> find(
            Class<R> type, String name, Context<ModelService> context) {
        return context.eventSourceRetriever().getEventSourcesFor(type).stream()
                .filter(source -> source.name().equals(name) && source.getStatus() == Status.HEALTHY)
                .map(source -> (InformerEventSource<R, ModelService>) source)
                .findFirst();
    }
}
