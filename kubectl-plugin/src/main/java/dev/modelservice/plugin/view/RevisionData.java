package dev.modelservice.plugin.view;

import io.fabric8.kubernetes.api.model.apps.ControllerRevision;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a revision keeps of the spec that it was made of, and of what was found out for it. */
public record RevisionData(Map<?, ?> fields) {

    /** Nothing where it keeps nothing. */
    public static RevisionData of(ControllerRevision revision) {
        Object data = revision.getData();
        return new RevisionData(
                data == null ? Map.of() : Serialization.unmarshal(Serialization.asJson(data), Map.class));
    }

    /** The text at this path. */
    Optional<String> text(String... path) {
        @Nullable Object value = fields;
        for (String part : path) {
            value = value instanceof Map<?, ?> map ? map.get(part) : null;
        }
        return Optional.ofNullable(value).filter(String.class::isInstance).map(String.class::cast);
    }
}
