package dev.modelservice.operator.plan;

import dev.modelservice.operator.observe.Observed;
import dev.modelservice.operator.resources.ModelRevision;
import dev.modelservice.operator.rollout.Rollout;
import dev.modelservice.operator.rollout.StoredRollout;
import org.jspecify.annotations.Nullable;

/** Where the revisions were when nothing can be done about them now. */
final class Standing {

    private Standing() {}

    /**
     * @param wanted the revision that the spec asks for; null: nobody knows
     */
    static StatusPlan.Course of(Observed observed, @Nullable ModelRevision wanted) {
        var status = observed.service().getStatus();
        var rollout = StoredRollout.of(status).orElseGet(() -> Rollout.first(wanted == null ? "" : wanted.name()));
        return new StatusPlan.Course(
                rollout,
                status == null ? null : status.rollout(),
                status == null ? null : status.handledAction(),
                new Revisions(observed, wanted));
    }
}
