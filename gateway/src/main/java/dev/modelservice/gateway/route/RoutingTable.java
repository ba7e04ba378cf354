package dev.modelservice.gateway.route;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Every ModelService, to be found by host, by path or by name in a time that does not depend on how many there are. */
public final class RoutingTable {

    /** The table of a gateway that has not seen the cluster yet. */
    public static final RoutingTable EMPTY =
            new RoutingTable(List.of(), Map.of(), new Hosts(List.of(), List.of()), false);

    private static final Target NAMED_IN_BODY = new Target.NamedInBody();
    private static final Target MODEL_LIST = new Target.ModelList();
    private static final Target NOT_YET = new Target.NotYet();

    private final List<ModelRoute> models;
    private final Map<String, ModelRoute> byName;
    private final Hosts hosts;
    private final boolean known;

    private RoutingTable(List<ModelRoute> models, Map<String, ModelRoute> byName, Hosts hosts, boolean known) {
        this.models = models;
        this.byName = byName;
        this.hosts = hosts;
        this.known = known;
    }

    /**
     * A table of these; of two that want the same host name, the older one has it.
     *
     * @param domains below which models answer as {@code name.namespace.domain}
     */
    public static RoutingTable of(Collection<ModelRoute> routes, List<String> domains) {
        Map<String, ModelRoute> byName = HashMap.newHashMap(routes.size());
        for (ModelRoute route : routes) {
            byName.put(route.name().toString(), route);
        }
        return new RoutingTable(List.copyOf(routes), byName, new Hosts(routes, domains), true);
    }

    /** Every model. */
    public List<ModelRoute> models() {
        return models;
    }

    /** The model that is called {@code namespace/name}. */
    public @Nullable ModelRoute named(String name) {
        return byName.get(name);
    }

    /**
     * What a request is for.
     *
     * @param host as the client wrote it, perhaps with a port
     * @param uri path and query
     */
    public Target find(@Nullable String host, String uri) {
        if (!known) {
            return NOT_YET;
        }
        String name = host == null ? "" : withoutPort(host);
        ModelRoute route = hosts.find(name);
        if (route == null) {
            name = normal(name);
            route = hosts.find(name);
        }
        if (route != null) {
            return new Target.Model(route, uri);
        }
        if (hosts.isAmbiguous(name)) {
            return new Target.Unknown(
                    "several namespaces have a ModelService '%s'; use the host %s.NAMESPACE".formatted(name, name));
        }
        ModelRoute previewed = hosts.findPreviewed(name);
        return previewed == null ? byPath(uri, name) : Previews.target(previewed, uri);
    }

    private Target byPath(String uri, String host) {
        int query = uri.indexOf('?');
        int end = query < 0 ? uri.length() : query;
        int api = OpenAiPaths.prefix(uri, end);
        if (api > 0) {
            return openAi(uri.substring(api, end));
        }
        int slash = uri.indexOf('/', 1);
        if (slash > 0 && slash < end) {
            int second = uri.indexOf('/', slash + 1);
            int nameEnd = second < 0 || second > end ? end : second;
            String name = uri.substring(1, nameEnd);
            String rest = uri.startsWith("/", nameEnd) ? uri.substring(nameEnd) : "/" + uri.substring(nameEnd);
            ModelRoute route = byName.get(name);
            if (route != null) {
                return new Target.Model(route, rest);
            }
            String previewedName = Previews.previewed(name);
            ModelRoute previewed = previewedName == null ? null : byName.get(previewedName);
            if (previewed != null) {
                return Previews.target(previewed, rest);
            }
        }
        return new Target.Unknown(
                "no ModelService answers at host '%s' and this path; use the host NAME.NAMESPACE or the path /NAMESPACE/NAME/…"
                        .formatted(host));
    }

    private Target openAi(String path) {
        if (path.equals("models")) {
            return MODEL_LIST;
        }
        if (path.startsWith("models/")) {
            String name = path.substring("models/".length());
            ModelRoute route = byName.get(name);
            return route == null ? unknownModel(name) : new Target.OneModel(route);
        }
        return NAMED_IN_BODY;
    }

    /** What is said of a name that no model has. */
    public static Target.Unknown unknownModel(String name) {
        return new Target.Unknown(
                "there is no ModelService '%s'; a model is called NAMESPACE/NAME, and GET /v1/models lists them"
                        .formatted(name));
    }

    private static String withoutPort(String host) {
        int colon = host.lastIndexOf(':');
        return colon < 0 || host.endsWith("]") ? host : host.substring(0, colon);
    }

    private static String normal(String host) {
        String lower = host.toLowerCase(Locale.ROOT);
        return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
    }
}
