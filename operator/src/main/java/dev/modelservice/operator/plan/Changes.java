package dev.modelservice.operator.plan;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects what has to be written and what has to go, in the order in which it is said. */
final class Changes {

    private final List<Change> apply = new ArrayList<>();
    private final List<HasMetadata> delete = new ArrayList<>();

    /** It should be like this: that is a write only where it is not. */
    void want(HasMetadata desired, @Nullable HasMetadata actual) {
        var stamped = Difference.stamped(desired);
        if (Difference.between(stamped, actual)) {
            apply.add(new Change(stamped, actual != null));
        }
    }

    /** It should not be there. */
    void remove(@Nullable HasMetadata actual) {
        if (actual != null && actual.getMetadata().getDeletionTimestamp() == null) {
            delete.add(actual);
        }
    }

    List<Change> apply() {
        return apply;
    }

    List<HasMetadata> delete() {
        return delete;
    }
}
