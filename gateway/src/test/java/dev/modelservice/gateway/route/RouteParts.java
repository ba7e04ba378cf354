package dev.modelservice.gateway.route;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Routes for tests. */
public final class RouteParts {

    public static final Limits LIMITS = new Limits(2, 3, Duration.ofSeconds(30), Duration.ofSeconds(300), 1 << 20);

    private RouteParts() {}

    /** A revision with so many replicas. */
    public static Revision revision(String name, int weight, int replicas) {
        return new Revision(name, weight, 0, replicas(name, replicas));
    }

    static List<Replica> replicas(String name, int count) {
        List<Replica> replicas = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            replicas.add(new Replica(name + "-" + i, 8080, 9000));
        }
        return replicas;
    }

    public static ModelRoute route(String namespace, String name, Revision... revisions) {
        return route(namespace, name, null, revisions);
    }

    static ModelRoute route(String namespace, String name, long createdSeconds, String hostname) {
        return new ModelRoute(
                new ModelName(namespace, name),
                createdSeconds,
                hostname,
                null,
                LIMITS,
                null,
                List.of(revision("r", 1, 1)));
    }

    static ModelRoute withCandidate(String namespace, String name, String candidate) {
        return new ModelRoute(
                new ModelName(namespace, name),
                0,
                null,
                candidate,
                LIMITS,
                null,
                List.of(revision("stable", 1, 1), revision(candidate, 0, 1)));
    }

    static ModelRoute route(String namespace, String name, @Nullable String hostname, Revision... revisions) {
        return new ModelRoute(new ModelName(namespace, name), 0, hostname, null, LIMITS, null, List.of(revisions));
    }
}
