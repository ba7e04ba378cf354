package dev.modelservice.gateway.route;

import org.jspecify.annotations.Nullable;

/** Addresses at which a model's candidate is asked before it gets a share: the model's own with {@code -preview} behind its name. */
final class Previews {

    private static final String SUFFIX = "-preview";

    private Previews() {}

    /** The name without its end; null where it has another one. */
    static @Nullable String previewed(String name) {
        return name.endsWith(SUFFIX) && name.length() > SUFFIX.length()
                ? name.substring(0, name.length() - SUFFIX.length())
                : null;
    }

    static Target target(ModelRoute route, String uri) {
        String candidate = route.candidate();
        return candidate == null
                ? new Target.Unknown(
                        "'%s' has no candidate to preview; ask again while a new revision of it waits to take over"
                                .formatted(route.name()))
                : new Target.Model(route, uri, candidate);
    }
}
