package dev.modelservice.operator.check;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.ParentReference;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.RouteParentStatus;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a Gateway says of a route. */
sealed interface RouteAnswer {

    /** It leads to the model. */
    record Accepted() implements RouteAnswer {}

    /** The Gateway has not looked at this generation of it yet. */
    record Pending() implements RouteAnswer {}

    /** It does not; the Gateway's own words. */
    record Refused(String words) implements RouteAnswer {}

    /** A route of either kind, as far as it matters here. */
    record Route(ObjectMeta metadata, List<RouteParentStatus> parents) {}

    /** Several controllers may have answered for the same Gateway: one that accepts is enough. */
    static RouteAnswer of(@Nullable Route route, ParentReference parent) {
        if (route == null) {
            return new Pending();
        }
        var answers = route.parents().stream()
                .filter(there -> isSame(there.getParentRef(), parent, route.metadata()))
                .map(there -> one(there, route.metadata().getGeneration()))
                .toList();
        return first(answers, Accepted.class)
                .or(() -> first(answers, Refused.class))
                .orElseGet(Pending::new);
    }

    private static Optional<RouteAnswer> first(List<RouteAnswer> answers, Class<? extends RouteAnswer> type) {
        return answers.stream().filter(type::isInstance).findFirst();
    }

    private static RouteAnswer one(RouteParentStatus status, @Nullable Long generation) {
        var accepted = condition(status, "Accepted", generation);
        var resolved = condition(status, "ResolvedRefs", generation);
        if (accepted.isEmpty()) {
            return new Pending();
        }
        return accepted.filter(RouteAnswer::isNo)
                .or(() -> resolved.filter(RouteAnswer::isNo))
                .<RouteAnswer>map(no -> new Refused("%s (%s)".formatted(no.getMessage(), no.getReason())))
                .orElseGet(Accepted::new);
    }

    private static Optional<Condition> condition(RouteParentStatus status, String type, @Nullable Long generation) {
        return status.getConditions().stream()
                .filter(condition -> type.equals(condition.getType()))
                .filter(condition -> Objects.equals(condition.getObservedGeneration(), generation))
                .findFirst();
    }

    private static boolean isNo(Condition condition) {
        return "False".equals(condition.getStatus());
    }

    private static boolean isSame(ParentReference answered, ParentReference asked, ObjectMeta route) {
        return Objects.equals(answered.getName(), asked.getName())
                && Objects.equals(
                        Objects.requireNonNullElse(answered.getNamespace(), route.getNamespace()), asked.getNamespace())
                && Objects.equals(answered.getSectionName(), asked.getSectionName());
    }
}
