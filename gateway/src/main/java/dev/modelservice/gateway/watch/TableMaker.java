package dev.modelservice.gateway.watch;

import dev.modelservice.api.v1alpha1.ModelService;
import dev.modelservice.gateway.route.ModelName;
import dev.modelservice.gateway.route.ModelRoute;
import dev.modelservice.gateway.route.RoutingTable;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Makes tables of routes out of what is watched. What has not changed is the same object in the next table. For one thread. */
final class TableMaker {

    static final String NAME = "modelservice.dev/name";
    static final String REVISION = "modelservice.dev/revision";

    private static final Logger LOG = Logger.getLogger(TableMaker.class);
    private static final Comparator<EndpointSlice> BY_NAME =
            Comparator.comparing(slice -> slice.getMetadata().getName());

    private final List<String> domains;
    private Map<ModelName, Made> made = Map.of();

    /**
     * @param domains below which models answer
     */
    TableMaker(List<String> domains) {
        this.domains = domains;
    }

    /** A route, and what it was made of. */
    private record Made(ModelService service, List<EndpointSlice> slices, ModelRoute route) {

        @SuppressWarnings("ReferenceEquality") // the caches keep one object for each version
        boolean isOf(ModelService other, List<EndpointSlice> others) {
            return service == other && slices.size() == others.size() && areSame(slices, others);
        }

        @SuppressWarnings("ReferenceEquality")
        private static boolean areSame(List<EndpointSlice> left, List<EndpointSlice> right) {
            for (int i = 0; i < left.size(); i++) {
                if (left.get(i) != right.get(i)) {
                    return false;
                }
            }
            return true;
        }
    }

    RoutingTable make(Collection<ModelService> services, Collection<EndpointSlice> slices) {
        Map<ModelName, List<EndpointSlice>> byModel = byModel(slices);
        Map<ModelName, Made> next = HashMap.newHashMap(services.size());
        List<ModelRoute> routes = new ArrayList<>(services.size());
        for (ModelService service : services) {
            ModelName name = new ModelName(
                    service.getMetadata().getNamespace(), service.getMetadata().getName());
            Made now = madeOrBefore(name, service, byModel.getOrDefault(name, List.of()));
            if (now != null) {
                next.put(name, now);
                routes.add(now.route());
            }
        }
        made = next;
        return RoutingTable.of(routes, domains);
    }

    private static Map<ModelName, List<EndpointSlice>> byModel(Collection<EndpointSlice> slices) {
        Map<ModelName, List<EndpointSlice>> byModel = HashMap.newHashMap(slices.size());
        for (EndpointSlice slice : slices) {
            String model = label(slice, NAME);
            if (model != null && label(slice, REVISION) != null) {
                byModel.computeIfAbsent(
                                new ModelName(slice.getMetadata().getNamespace(), model), _ -> new ArrayList<>(1))
                        .add(slice);
            }
        }
        byModel.values().forEach(found -> found.sort(BY_NAME));
        return byModel;
    }

    /** One that cannot be understood stays as it was, and keeps nothing from the others. */
    private @Nullable Made madeOrBefore(ModelName name, ModelService service, List<EndpointSlice> slices) {
        try {
            return made(name, service, slices);
        } catch (RuntimeException e) {
            LOG.errorf(e, "The route of ModelService %s cannot be made; it stays as it was", name);
            return made.get(name);
        }
    }

    private Made made(ModelName name, ModelService service, List<EndpointSlice> slices) {
        Made before = made.get(name);
        if (before != null && before.isOf(service, slices)) {
            return before;
        }
        SortedMap<String, List<EndpointSlice>> byRevision = new TreeMap<>();
        for (EndpointSlice slice : slices) {
            byRevision
                    .computeIfAbsent(String.valueOf(label(slice, REVISION)), _ -> new ArrayList<>())
                    .add(slice);
        }
        SortedMap<String, Endpoints> endpoints = new TreeMap<>();
        byRevision.forEach((revision, found) -> endpoints.put(revision, Endpoints.of(found)));
        ModelRoute route = Routes.of(service, endpoints);
        // A change that makes no difference here, such as one of a condition, disturbs nobody.
        return new Made(service, slices, before != null && before.route().isSame(route) ? before.route() : route);
    }

    private static @Nullable String label(EndpointSlice slice, String key) {
        Map<String, String> labels = slice.getMetadata().getLabels();
        return labels == null ? null : labels.get(key);
    }
}
