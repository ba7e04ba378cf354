package dev.modelservice.operator.reconcile;

import dev.modelservice.api.kserve.ClusterServingRuntime;
import dev.modelservice.api.kserve.ServingRuntime;
import dev.modelservice.api.v1alpha1.ModelService;
import dev.modelservice.operator.choice.RuntimeChoice;
import io.fabric8.kubernetes.api.model.APIResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.processing.event.EventSourceRetriever;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.SecondaryToPrimaryMapper;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import java.net.HttpURLConnection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The informers of KServe's two kinds, which a cluster may lack, or not have yet. Which of them it has is asked at the
 * start, and after that only while a ModelService waits for one that was not there.
 */
final class RuntimeSources {

    private static final Logger LOG = LoggerFactory.getLogger(RuntimeSources.class);

    private static final String API_VERSION = ServingRuntime.GROUP + "/" + ServingRuntime.VERSION;

    /** However many wait, the API server is not asked more often than this. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Clock clock;
    private final Set<String> watched = new HashSet<>();
    private Instant askedAt = Instant.EPOCH;

    RuntimeSources(Clock clock) {
        this.clock = clock;
    }

    /** Those of the kinds that the cluster has now. */
    synchronized List<EventSource<?, ModelService>> atStart(EventSourceContext<ModelService> context) {
        var sources = missing(context);
        sources.forEach(source -> watched.add(source.name()));
        return sources;
    }

    /** Adds those that have come meanwhile, if the ModelService may be waiting for them. */
    void completeFor(ModelService service, Context<ModelService> context) {
        if (RuntimeChoice.isKserves(service.getSpec())) {
            complete(context.eventSourceRetriever());
        }
    }

    private synchronized void complete(EventSourceRetriever<ModelService> retriever) {
        var context = retriever.eventSourceContextForDynamicRegistration();
        var isPatient = clock.instant().isBefore(askedAt.plus(PATIENCE));
        if (!isPatient && !watched.containsAll(reachable(context))) {
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
        return reachable(context).stream()
                .filter(kind -> served.contains(kind) && !watched.contains(kind))
                .<EventSource<?, ModelService>>map(
                        kind -> kind.equals(ServingRuntime.KIND) ? ofNamespaces(context) : ofCluster(context))
                .toList();
    }

    // Without a right outside of its namespaces the operator would be refused.
    private static Set<String> reachable(EventSourceContext<ModelService> context) {
        return context.getControllerConfiguration().getInformerConfig().watchAllNamespaces()
                ? Set.of(ServingRuntime.KIND, ClusterServingRuntime.KIND)
                : Set.of(ServingRuntime.KIND);
    }

    // Everybody may read which kinds are served, unless an administrator has thought otherwise: then it is as if there
    // were none, and everything else works.
    private static Set<String> served(KubernetesClient client) {
        try {
            var resources = client.getApiResources(API_VERSION);
            return resources == null
                    ? Set.of()
                    : resources.getResources().stream()
                            .map(APIResource::getKind)
                            .collect(Collectors.toSet());
        } catch (KubernetesClientException refusal) {
            if (refusal.getCode() != HttpURLConnection.HTTP_FORBIDDEN) {
                throw refusal;
            }
            LOG.warn("KServe's runtimes are not used: the kinds of {} may not be listed", API_VERSION);
            return Set.of();
        }
    }

    private static EventSource<?, ModelService> ofNamespaces(EventSourceContext<ModelService> context) {
        return source(
                configuration(
                                ServingRuntime.class,
                                runtime -> concerned(
                                        context.getPrimaryCache()
                                                .list(runtime.getMetadata().getNamespace()),
                                        runtime))
                        .withNamespacesInheritedFromController(),
                context);
    }

    private static EventSource<?, ModelService> ofCluster(EventSourceContext<ModelService> context) {
        return source(
                configuration(
                                ClusterServingRuntime.class,
                                runtime -> concerned(context.getPrimaryCache().list(), runtime))
                        .withWatchAllNamespaces(),
                context);
    }

    private static <R extends HasMetadata> InformerEventSourceConfiguration.Builder<R> configuration(
            Class<R> type, SecondaryToPrimaryMapper<R> mapper) {
        return InformerEventSourceConfiguration.from(type, ModelService.class)
                .withName(type.getSimpleName())
                .withSecondaryToPrimaryMapper(mapper)
                // Nobody asks for the runtimes of a ModelService: no index of them is needed.
                .withPrimaryToSecondaryMapper((ModelService service) -> Set.of());
    }

    private static <R extends HasMetadata> EventSource<R, ModelService> source(
            InformerEventSourceConfiguration.Builder<R> configuration, EventSourceContext<ModelService> context) {
        return new InformerEventSource<>(configuration.build(), context);
    }

    private static Set<ResourceID> concerned(Stream<ModelService> services, HasMetadata runtime) {
        return services.filter(service -> mayUse(service, runtime))
                .map(ResourceID::fromResource)
                .collect(Collectors.toSet());
    }

    // Whatever happens to any runtime may change what is chosen where none is named.
    private static boolean mayUse(ModelService service, HasMetadata runtime) {
        var spec = service.getSpec();
        var ref = spec.runtime() == null ? null : spec.runtime().ref();
        return RuntimeChoice.isKserves(spec)
                && (ref == null
                        || (ref.kind().equals(runtime.getKind())
                                && ref.name().equals(runtime.getMetadata().getName())));
    }
}
