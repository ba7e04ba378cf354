package dev.modelservice.operator.plan;

import dev.modelservice.api.v1alpha1.ModelServiceStatus;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything that one reconciliation will do.
 *
 * @param apply what to write, in this order; empty when the world is as it should be
 * @param delete what to remove
 * @param status the status to report, or null when the one that stands is good enough for now
 * @param notices Events to send after the status
 * @param wakeAfter when to look again without being told, or null
 */
public record Plan(
        List<Change> apply,
        List<HasMetadata> delete,
        @Nullable ModelServiceStatus status,
        List<Notice> notices,
        @Nullable Duration wakeAfter) {

    public Plan {
        apply = List.copyOf(apply);
        delete = List.copyOf(delete);
        notices = List.copyOf(notices);
    }

    /** The same, and at the latest after this time another look. */
    Plan wakingWithin(Duration most) {
        var sooner = wakeAfter == null || wakeAfter.compareTo(most) > 0 ? most : wakeAfter;
        return new Plan(apply, delete, status, notices, sooner);
    }
}
