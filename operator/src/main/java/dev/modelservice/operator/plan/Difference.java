package dev.modelservice.operator.plan;

import com.fasterxml.jackson.databind.JsonNode;
import dev.modelservice.operator.resources.Canonical;
import dev.modelservice.operator.resources.Labels;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Quantity;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * Whether an apply would change anything. An apply that changes nothing costs the API server more than a create, so it
 * is found out here, from the cache.
 *
 * <p>Two questions: is every field that we want there with our value (somebody may have edited it), and did we last
 * send the same fields (a field that we no longer send has to go)? What others added beside ours is theirs.
 */
public final class Difference {

    private static final Set<String> QUANTITIES = Set.of("requests", "limits", "sizeLimit");

    private Difference() {}

    /** Adds the digest of all its fields to an object that is about to be sent. */
    static <R extends HasMetadata> R stamped(R desired) {
        var digest = Canonical.digest(desired, 16);
        var annotations = desired.getMetadata().getAnnotations();
        annotations.put(Labels.APPLIED, digest);
        return desired;
    }

    /** Whether the stamped object has to be sent. */
    public static boolean between(HasMetadata desired, @Nullable HasMetadata actual) {
        return actual == null || !contains(Canonical.tree(desired), Canonical.tree(actual), false);
    }

    private static boolean contains(JsonNode desired, @Nullable JsonNode actual, boolean quantity) {
        if (actual == null) {
            return false;
        }
        if (desired.isObject()) {
            return desired.propertyStream()
                    .allMatch(field -> contains(
                            field.getValue(),
                            actual.get(field.getKey()),
                            quantity || QUANTITIES.contains(field.getKey())));
        }
        if (desired.isArray()) {
            return containsAll(desired, actual, quantity);
        }
        return desired.equals(actual) || (quantity && isSameQuantity(desired, actual));
    }

    // Lists of objects are keyed, so others may have added entries of their own; lists of plain values are ours whole.
    private static boolean containsAll(JsonNode desired, JsonNode actual, boolean quantity) {
        if (desired.isEmpty() || !desired.get(0).isObject()) {
            return desired.equals(actual);
        }
        return StreamSupport.stream(desired.spliterator(), false)
                .allMatch(wanted -> StreamSupport.stream(actual.spliterator(), false)
                        .anyMatch(there -> contains(wanted, there, quantity)));
    }

    // The API server writes 1000m as 1.
    private static boolean isSameQuantity(JsonNode desired, JsonNode actual) {
        return Quantity.getAmountInBytes(Quantity.parse(desired.asText()))
                        .compareTo(Quantity.getAmountInBytes(Quantity.parse(actual.asText())))
                == 0;
    }
}
