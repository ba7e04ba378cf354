package dev.modelservice.operator.plan;

import dev.modelservice.api.v1alpha1.ModelServiceStatus;
import dev.modelservice.operator.check.Checks;
import dev.modelservice.operator.check.Finding;
import dev.modelservice.operator.observe.Observed;
import dev.modelservice.operator.observe.Pods;
import dev.modelservice.operator.resources.DisruptionBudget;
import dev.modelservice.operator.resources.ModelDeployment;
import dev.modelservice.operator.resources.ModelEndpoint;
import dev.modelservice.operator.resources.RuntimeAccount;
import dev.modelservice.operator.resources.RuntimePolicy;
import dev.modelservice.operator.resources.Settings;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** From what was seen to what will be done. */
public final class Planner {

    private final Settings settings;

    public Planner(Settings settings) {
        this.settings = settings;
    }

    /** What to do about one ModelService now. */
    public Plan plan(Observed observed, Instant now) {
        var service = observed.service();
        var namespace = service.getMetadata().getNamespace();
        var deployment = ModelDeployment.desired(service, settings);
        var pods = Pods.of(observed, ModelDeployment.revision(deployment));
        var apply = new ArrayList<Change>();
        var delete = new ArrayList<HasMetadata>();

        // Before the pods that use it.
        want(RuntimeAccount.desired(namespace, observed.sharers()), observed.account(), apply);
        if (settings.networkPolicy()) {
            want(RuntimePolicy.desired(namespace, observed.sharers()), observed.policy(), apply);
        } else {
            remove(observed.policy(), delete);
        }
        want(deployment, observed.deployment(), apply);
        want(ModelEndpoint.desired(service), observed.endpoint(), apply);
        if (DisruptionBudget.wanted(service)) {
            want(DisruptionBudget.desired(service), observed.budget(), apply);
        } else {
            remove(observed.budget(), delete);
        }

        // Reported only after everything above was applied, the Service among it.
        var status = StatusPlan.of(observed, pods, true, Checks.first(observed, pods), settings, now);
        return report(observed, status, apply, delete, now);
    }

    /** What to say when the API server refused what {@link #plan} wanted. */
    public Plan refused(Observed observed, Finding finding, Instant now) {
        var revision = ModelDeployment.revision(ModelDeployment.desired(observed.service(), settings));
        var pods = Pods.of(observed, revision);
        var reachable = observed.endpoint() != null;
        var status = StatusPlan.of(observed, pods, reachable, Optional.of(finding), settings, now);
        return report(observed, status, List.of(), List.of(), now);
    }

    private static Plan report(
            Observed observed, ModelServiceStatus status, List<Change> apply, List<HasMetadata> delete, Instant now) {
        var report = Report.of(observed, status, now);
        return new Plan(apply, delete, report.now() ? status : null, report.notices(), report.wakeAfter());
    }

    private static void want(HasMetadata desired, @Nullable HasMetadata actual, List<Change> apply) {
        var stamped = Difference.stamped(desired);
        if (Difference.between(stamped, actual)) {
            apply.add(new Change(stamped, actual != null));
        }
    }

    private static void remove(@Nullable HasMetadata actual, List<HasMetadata> delete) {
        if (actual != null && actual.getMetadata().getDeletionTimestamp() == null) {
            delete.add(actual);
        }
    }
}
