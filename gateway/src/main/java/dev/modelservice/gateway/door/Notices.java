package dev.modelservice.gateway.door;

import dev.modelservice.gateway.problem.Kind;
import dev.modelservice.gateway.problem.Problem;
import dev.modelservice.gateway.route.ModelName;
import java.time.Duration;

/** What is said at a model's door to those who are not let in. */
final class Notices {

    private Notices() {}

    static Problem notReady(ModelName name) {
        return new Problem(
                Kind.NOT_READY,
                "no pod of '%s' is ready; kubectl describe modelservice -n %s %s says why"
                        .formatted(name, name.namespace(), name.name()));
    }

    static Problem full(ModelName name, int waiting) {
        return new Problem(
                Kind.QUEUE_FULL,
                "%d requests wait for '%s' already; try again later, or raise its replicas or endpoint.queueLimit"
                        .formatted(waiting, name));
    }

    static Problem late(ModelName name, Duration patience) {
        return new Problem(
                Kind.QUEUE_TIMEOUT,
                "no place became free at '%s' within %d s; try again later, or raise its replicas"
                        .formatted(name, patience.toSeconds()));
    }

    static Problem deleted(ModelName name) {
        return new Problem(Kind.NOT_FOUND, "the ModelService '%s' was deleted".formatted(name));
    }
}
