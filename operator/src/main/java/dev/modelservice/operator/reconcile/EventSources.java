package dev.modelservice.operator.reconcile;

import dev.modelservice.api.v1alpha1.ModelService;
import dev.modelservice.operator.observe.Door;
import dev.modelservice.operator.resources.GatewaySettings;
import dev.modelservice.operator.resources.Labels;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.ControllerRevision;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.SecondaryToPrimaryMapper;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import io.javaoperatorsdk.operator.processing.event.source.informer.Mappers;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The informers: only objects that carry our label are watched and kept. */
final class EventSources {

    private EventSources() {}

    static List<EventSource<?, ModelService>> of(
            EventSourceContext<ModelService> context, @Nullable GatewaySettings gateway) {
        var sources = new ArrayList<EventSource<?, ModelService>>(List.of(
                owned(ControllerRevision.class, context),
                owned(Deployment.class, context),
                // One belongs to the ModelService, the others to its Deployments; the label of all names it.
                source(Service.class, EventSources::instance, context),
                owned(PodDisruptionBudget.class, context),
                shared(ServiceAccount.class, context),
                shared(NetworkPolicy.class, context),
                // A pod's owner is a ReplicaSet; its label names the ModelService.
                source(Pod.class, EventSources::instance, context),
                source(
                        EndpointSlice.class,
                        Labels.OUR_SLICES,
                        Mappers.fromOwnerReferences(ModelService.class),
                        context)));
        if (gateway != null) {
            sources.add(gatewaySlices(gateway, context));
            sources.add(HostnameSource.of(context));
        }
        return sources;
    }

    // They say what stands behind every model's Service.
    private static EventSource<EndpointSlice, ModelService> gatewaySlices(
            GatewaySettings gateway, EventSourceContext<ModelService> context) {
        SecondaryToPrimaryMapper<EndpointSlice> everyone = slice ->
                context.getPrimaryCache().list().map(ResourceID::fromResource).collect(Collectors.toSet());
        var configuration = InformerEventSourceConfiguration.from(EndpointSlice.class, ModelService.class)
                .withName(Door.GATEWAY_SLICES)
                .withLabelSelector(Labels.SERVICE_NAME + "=" + gateway.service())
                .withNamespaces(Set.of(gateway.namespace()))
                .withSecondaryToPrimaryMapper(everyone)
                // Nobody asks for those of one ModelService: no index of them is needed.
                .withPrimaryToSecondaryMapper((ModelService service) -> Set.of())
                .withOnUpdateFilter(News::matters);
        return new InformerEventSource<>(configuration.build(), context);
    }

    /** Of an object that belongs to one ModelService. */
    static <R extends HasMetadata> EventSource<R, ModelService> owned(
            Class<R> type, EventSourceContext<ModelService> context) {
        return source(type, Mappers.fromOwnerReferences(ModelService.class), context);
    }

    // When its owners are deleted, a shared object goes with them: all the others have to hear of it, because any of
    // them may be on its way out too. It changes so seldom that this costs nothing.
    private static <R extends HasMetadata> EventSource<R, ModelService> shared(
            Class<R> type, EventSourceContext<ModelService> context) {
        SecondaryToPrimaryMapper<R> everyone = object -> context.getPrimaryCache()
                .list(object.getMetadata().getNamespace())
                .map(ResourceID::fromResource)
                .collect(Collectors.toSet());
        return source(type, everyone, context);
    }

    private static <R extends HasMetadata> EventSource<R, ModelService> source(
            Class<R> type, SecondaryToPrimaryMapper<R> mapper, EventSourceContext<ModelService> context) {
        return source(type, Labels.OURS, mapper, context);
    }

    private static <R extends HasMetadata> EventSource<R, ModelService> source(
            Class<R> type,
            String selector,
            SecondaryToPrimaryMapper<R> mapper,
            EventSourceContext<ModelService> context) {
        var configuration = InformerEventSourceConfiguration.from(type, ModelService.class)
                .withName(type.getSimpleName())
                .withLabelSelector(selector)
                .withSecondaryToPrimaryMapper(mapper)
                .withOnUpdateFilter(News::matters)
                .withNamespacesInheritedFromController();
        // With a list of namespaces there is an informer for each, and they would share the store.
        if (context.getControllerConfiguration().getInformerConfig().watchAllNamespaces()) {
            configuration.withItemStore(new SlimStore<>());
        }
        return new InformerEventSource<>(configuration.build(), context);
    }

    private static Set<ResourceID> instance(HasMetadata child) {
        var labels = child.getMetadata().getLabels();
        // A golden pod must not be selected by its ModelService's Service, so it has the name under another label.
        var name = labels.getOrDefault(Labels.INSTANCE, labels.get(Labels.MODEL));
        return name == null
                ? Set.of()
                : Set.of(new ResourceID(name, child.getMetadata().getNamespace()));
    }
}
