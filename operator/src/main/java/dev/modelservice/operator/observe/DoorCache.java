package dev.modelservice.operator.observe;

import static java.util.Comparator.comparing;

import dev.modelservice.api.v1alpha1.ModelService;
import dev.modelservice.operator.resources.Names;
import dev.modelservice.operator.resources.Owners;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.GRPCRoute;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads from the informers' caches what leads a request to a model. */
final class DoorCache {

    private DoorCache() {}

    static Door of(ModelService service, Context<ModelService> context) {
        return new Door(
                child(EndpointSlice.class, Names.gatewaySlice(service), service, context),
                child(HTTPRoute.class, Names.of(service), service, context),
                child(GRPCRoute.class, Names.of(service), service, context),
                gateway(context),
                routeKinds(context),
                Hostnames.holder(service, context));
    }

    private static <R extends HasMetadata> @Nullable R child(
            Class<R> type, String name, ModelService service, Context<ModelService> context) {
        return Caches.find(type, type.getSimpleName(), context)
                .flatMap(source ->
                        source.get(new ResourceID(name, service.getMetadata().getNamespace())))
                .filter(found -> Owners.owns(service, found))
                .orElse(null);
    }

    private static List<EndpointSlice> gateway(Context<ModelService> context) {
        return Caches.find(EndpointSlice.class, Door.GATEWAY_SLICES, context)
                .map(source -> source.list(slice -> true))
                .orElseGet(Stream::empty)
                .sorted(comparing(slice -> slice.getMetadata().getName()))
                .toList();
    }

    private static Set<String> routeKinds(Context<ModelService> context) {
        return Stream.of(HTTPRoute.class, GRPCRoute.class)
                .filter(type -> Caches.find(type, type.getSimpleName(), context).isPresent())
                .map(Class::getSimpleName)
                .collect(Collectors.toSet());
    }
}
