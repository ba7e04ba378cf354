package dev.modelservice.operator.reconcile;

import dev.modelservice.api.v1alpha1.ModelService;
import dev.modelservice.api.v1alpha1.ModelServiceSpec;
import io.fabric8.kubernetes.api.model.APIResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.processing.event.EventSourceRetriever;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import java.net.HttpURLConnection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The informers of kinds that a cluster may lack, or not have yet. Which of them it has is asked at the start, and after
 * that only while a ModelService waits for one that was not there.
 */
final class OptionalSources {

    private static final Logger LOG = LoggerFactory.getLogger(OptionalSources.class);

    /** However many wait, the API server is not asked more often than this. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Clock clock;
    private final Kinds kinds;
    private final Set<String> watched = new HashSet<>();
    private Instant askedAt = Instant.EPOCH;

    /**
     * The kinds of one API, by what makes an informer of them; each informer is named after its kind.
     *
     * @param reachable those for which the operator may have rights
     * @param waits whether a ModelService wants one of them
     */
    record Kinds(
            String apiVersion,
            Function<EventSourceContext<ModelService>, Map<String, Supplied>> reachable,
            Predicate<ModelServiceSpec> waits) {}

    /** Makes an informer when its kind is there. */
    interface Supplied {
        EventSource<?, ModelService> source();
    }

    OptionalSources(Clock clock, Kinds kinds) {
        this.clock = clock;
        this.kinds = kinds;
    }

    /** Those of the kinds that the cluster has now. */
    synchronized List<EventSource<?, ModelService>> atStart(EventSourceContext<ModelService> context) {
        var sources = missing(context);
        sources.forEach(source -> watched.add(source.name()));
        return sources;
    }

    /** Adds those that have come meanwhile, if the ModelService may be waiting for them. */
    void completeFor(ModelService service, Context<ModelService> context) {
        if (kinds.waits().test(service.getSpec())) {
            complete(context.eventSourceRetriever());
        }
    }

    private synchronized void complete(EventSourceRetriever<ModelService> retriever) {
        var context = retriever.eventSourceContextForDynamicRegistration();
        var isPatient = clock.instant().isBefore(askedAt.plus(PATIENCE));
        if (!isPatient && !watched.containsAll(kinds.reachable().apply(context).keySet())) {
            missing(context).forEach(source -> add(source, retriever));
        }
    }

    // Returns when the informer has read what there is.
    private void add(EventSource<?, ModelService> source, EventSourceRetriever<ModelService> retriever) {
        try {
            retriever.dynamicallyRegisterEventSource(source);
            watched.add(source.name());
        } catch (RuntimeException failure) {
            retriever.dynamicallyDeRegisterEventSource(source.name());
            throw failure;
        }
    }

    private List<EventSource<?, ModelService>> missing(EventSourceContext<ModelService> context) {
        askedAt = clock.instant();
        var served = served(context.getClient());
        return kinds.reachable().apply(context).entrySet().stream()
                .filter(kind -> served.contains(kind.getKey()) && !watched.contains(kind.getKey()))
                .<EventSource<?, ModelService>>map(kind -> kind.getValue().source())
                .toList();
    }

    // Everybody may read which kinds are served, unless an administrator has thought otherwise: then it is as if there
    // were none, and everything else works.
    private Set<String> served(KubernetesClient client) {
        try {
            var resources = client.getApiResources(kinds.apiVersion());
            return resources == null
                    ? Set.of()
                    : resources.getResources().stream()
                            .map(APIResource::getKind)
                            .collect(Collectors.toSet());
        } catch (KubernetesClientException refusal) {
            if (refusal.getCode() != HttpURLConnection.HTTP_FORBIDDEN) {
                throw refusal;
            }
            LOG.warn("The kinds of {} are not used: they may not be listed", kinds.apiVersion());
            return Set.of();
        }
    }
}
