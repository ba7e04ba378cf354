package dev.modelservice.operator.plan;

import dev.modelservice.api.v1alpha1.ModelServiceStatus;
import dev.modelservice.api.v1alpha1.Reason;
import dev.modelservice.operator.check.Checks;
import dev.modelservice.operator.check.EndpointChecks;
import dev.modelservice.operator.check.Finding;
import dev.modelservice.operator.choice.Choice;
import dev.modelservice.operator.choice.RuntimeChoice;
import dev.modelservice.operator.choice.Serving;
import dev.modelservice.operator.observe.Door;
import dev.modelservice.operator.observe.Fleet;
import dev.modelservice.operator.observe.Observed;
import dev.modelservice.operator.resources.DisruptionBudget;
import dev.modelservice.operator.resources.ModelRevision;
import dev.modelservice.operator.resources.Names;
import dev.modelservice.operator.resources.RuntimeAccount;
import dev.modelservice.operator.resources.RuntimePolicy;
import dev.modelservice.operator.resources.ServingPorts;
import dev.modelservice.operator.resources.Settings;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** From what was seen to what will be done. */
public final class Planner {

    /** Nobody tells us when a kind comes that the cluster does not have. */
    private static final Duration LOOK_FOR_KIND = Duration.ofSeconds(15);

    private final Settings settings;

    public Planner(Settings settings) {
        this.settings = settings;
    }

    /** What to do about one ModelService now. */
    public Plan plan(Observed observed, Instant now) {
        return switch (RuntimeChoice.of(observed.service(), observed.runtimes())) {
            case Choice.Found(Serving serving) -> made(observed, serving, now);
            case Choice.None none -> held(observed, none, now);
        };
    }

    /** What to say when the API server refused what {@link #plan} wanted: nothing of it has come about. */
    public Plan refused(Observed observed, Finding finding, Instant now) {
        return switch (RuntimeChoice.of(observed.service(), observed.runtimes())) {
            case Choice.Found(Serving serving) -> {
                var wanted = ModelRevision.of(observed.service(), serving, settings);
                var course = Standing.of(observed, wanted);
                var place = place(observed, serving, wanted.ports(), observed.endpoint() != null);
                var status = StatusPlan.of(observed, course, place, Optional.of(finding), now);
                yield report(observed, status, new Changes(), null, now);
            }
            case Choice.None none -> held(observed, none, now);
        };
    }

    private Plan made(Observed observed, Serving serving, Instant now) {
        var service = observed.service();
        var namespace = service.getMetadata().getNamespace();
        var wanted = ModelRevision.of(service, serving, settings);
        var rollout = RolloutPlan.of(observed, wanted, settings, now);
        var ports = rollout.stable(wanted).ports();
        var changes = new Changes();

        // Before the pods that use it.
        changes.want(RuntimeAccount.desired(namespace, observed.sharers()), observed.account());
        if (settings.networkPolicy()) {
            changes.want(
                    RuntimePolicy.desired(namespace, observed.sharers(), DoorPlan.onlyWay(observed, settings)),
                    observed.policy());
        } else {
            changes.remove(observed.policy());
        }
        rollout.add(wanted, settings, changes);
        DoorPlan.add(observed, ports, settings, changes);
        if (DisruptionBudget.wanted(service)) {
            changes.want(DisruptionBudget.desired(service), observed.budget());
        } else {
            changes.remove(observed.budget());
        }

        // Reported only after everything above was applied, the Service among it.
        var place = place(observed, serving, ports, settings.gateway() == null || rollout.isBacked());
        var finding =
                Checks.first(observed, Fleet.of(observed, rollout.rollout().stable()));
        var status = StatusPlan.of(observed, rollout.course(now), place, finding, now);
        var plan = report(observed, status, changes, rollout.wakeAt(), now);
        return place.lacks(Reason.NO_GATEWAY_API) ? plan.wakingWithin(LOOK_FOR_KIND) : plan;
    }

    // Without a runtime nothing can be made, and what was made before goes on: a pod is not worse for it.
    private Plan held(Observed observed, Choice.None none, Instant now) {
        var service = observed.service();
        var before = service.getStatus();
        var url = before != null && before.url() != null
                ? before.url()
                : Names.url(service, ServingPorts.HTTP_ONLY, settings);
        var place = new StatusPlan.Place(
                url,
                DoorPlan.isOpen(observed, settings),
                before == null ? null : before.runtime(),
                way(observed, observed.door().grpcRoute() == null ? Door.HTTP_ROUTE : Door.GRPC_ROUTE));
        var finding = new Finding(none.reason(), none.message(), true);
        var status = StatusPlan.of(observed, Standing.of(observed, null), place, Optional.of(finding), now);
        var changes = new Changes();
        DoorPlan.keep(observed, settings, changes);
        var plan = report(observed, status, changes, null, now);
        return none.kindMissing() ? plan.wakingWithin(LOOK_FOR_KIND) : plan;
    }

    private StatusPlan.Place place(Observed observed, Serving serving, ServingPorts ports, boolean reachable) {
        return new StatusPlan.Place(
                Names.url(observed.service(), ports, settings),
                reachable,
                serving instanceof Serving.Kserve kserve ? kserve.name() : null,
                way(observed, DoorPlan.routeKind(ports)));
    }

    private Optional<Finding> way(Observed observed, String routeKind) {
        return EndpointChecks.first(observed, settings.gateway(), routeKind);
    }

    private static Plan report(
            Observed observed, ModelServiceStatus status, Changes changes, @Nullable Instant wakeAt, Instant now) {
        var report = Report.of(observed, status, now);
        var plan = new Plan(
                changes.apply(),
                List.<HasMetadata>copyOf(changes.delete()),
                report.now() ? status : null,
                report.notices(),
                report.wakeAfter());
        return wakeAt == null ? plan : plan.wakingWithin(Duration.between(now, wakeAt));
    }
}
