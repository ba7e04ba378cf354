package dev.modelservice.operator.reconcile;

import dev.modelservice.api.kserve.ClusterServingRuntime;
import dev.modelservice.api.kserve.ServingRuntime;
import dev.modelservice.api.v1alpha1.ModelService;
import dev.modelservice.operator.choice.RuntimeChoice;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.SecondaryToPrimaryMapper;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The informers of KServe's two kinds of runtimes, which a cluster may lack. */
final class RuntimeSources {

    private static final String API_VERSION = ServingRuntime.GROUP + "/" + ServingRuntime.VERSION;

    private RuntimeSources() {}

    static OptionalSources of(Clock clock) {
        return new OptionalSources(
                clock, new OptionalSources.Kinds(API_VERSION, RuntimeSources::reachable, RuntimeChoice::isKserves));
    }

    // Without a right outside of its namespaces the operator would be refused.
    private static Map<String, OptionalSources.Supplied> reachable(EventSourceContext<ModelService> context) {
        OptionalSources.Supplied ofNamespaces = () -> ofNamespaces(context);
        OptionalSources.Supplied ofCluster = () -> ofCluster(context);
        return context.getControllerConfiguration().getInformerConfig().watchAllNamespaces()
                ? Map.of(ServingRuntime.KIND, ofNamespaces, ClusterServingRuntime.KIND, ofCluster)
                : Map.of(ServingRuntime.KIND, ofNamespaces);
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
