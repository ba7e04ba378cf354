package dev.modelservice.gateway.route;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which model answers at which host. A name below a domain is looked for without the domain, so that a table is no larger for
 * each of them.
 */
final class Hosts {

    private static final Comparator<ModelRoute> OLDER_FIRST =
            Comparator.comparingLong(ModelRoute::createdSeconds).thenComparing(ModelRoute::name);

    /** By {@code name.namespace}. */
    private final Map<String, ModelRoute> own;
    /** By name alone, and by the hosts that users chose. */
    private final Map<String, ModelRoute> others = new HashMap<>();

    private final Set<String> ambiguous = new HashSet<>();
    /** Each with a dot in front. */
    private final String[] domains;

    Hosts(Collection<ModelRoute> routes, Collection<String> domains) {
        this.own = HashMap.newHashMap(routes.size());
        this.domains = domains.stream().map(domain -> "." + domain).toArray(String[]::new);
        Map<String, ModelRoute> byName = HashMap.newHashMap(routes.size());
        List<ModelRoute> named = new ArrayList<>();
        for (ModelRoute route : routes) {
            own.put(route.name().name() + "." + route.name().namespace(), route);
            if (byName.put(route.name().name(), route) != null) {
                ambiguous.add(route.name().name());
            }
            if (route.hostname() != null) {
                named.add(route);
            }
        }
        named.sort(OLDER_FIRST);
        for (ModelRoute route : named) {
            // Nobody can take a name that follows from another ModelService's own.
            if (route.hostname() != null && belowDomain(route.hostname()) == null) {
                others.putIfAbsent(route.hostname(), route);
            }
        }
        byName.forEach((name, route) -> {
            if (!ambiguous.contains(name)) {
                others.putIfAbsent(name, route);
            }
        });
    }

    /** The model that answers there; null for none. */
    @Nullable
    ModelRoute find(String host) {
        ModelRoute route = own.get(host);
        if (route == null) {
            route = others.get(host);
        }
        return route == null ? belowDomain(host) : route;
    }

    private @Nullable ModelRoute belowDomain(String host) {
        for (String domain : domains) {
            if (host.endsWith(domain)) {
                ModelRoute route = own.get(host.substring(0, host.length() - domain.length()));
                if (route != null) {
                    return route;
                }
            }
        }
        return null;
    }

    /** The model whose candidate answers there, unless a model answers there itself; null for none. */
    @Nullable
    ModelRoute findPreviewed(String host) {
        int dot = host.indexOf('.');
        if (dot < 0) {
            return null;
        }
        String name = Previews.previewed(host.substring(0, dot));
        if (name == null) {
            return null;
        }
        String previewed = name + host.substring(dot);
        ModelRoute route = own.get(previewed);
        return route == null ? belowDomain(previewed) : route;
    }

    /** Whether several models have this name, each in its namespace. */
    boolean isAmbiguous(String name) {
        return ambiguous.contains(name);
    }
}
