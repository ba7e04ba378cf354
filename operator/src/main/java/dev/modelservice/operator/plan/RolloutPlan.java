package dev.modelservice.operator.plan;

import dev.modelservice.api.v1alpha1.ActionStatus;
import dev.modelservice.api.v1alpha1.ModelService;
import dev.modelservice.operator.check.Checks;
import dev.modelservice.operator.observe.Fleet;
import dev.modelservice.operator.observe.Observed;
import dev.modelservice.operator.resources.Labels;
import dev.modelservice.operator.resources.ModelBackend;
import dev.modelservice.operator.resources.ModelDeployment;
import dev.modelservice.operator.resources.ModelRevision;
import dev.modelservice.operator.resources.Settings;
import dev.modelservice.operator.rollout.Decision;
import dev.modelservice.operator.rollout.Look;
import dev.modelservice.operator.rollout.Rollout;
import dev.modelservice.operator.rollout.RolloutPolicy;
import dev.modelservice.operator.rollout.StoredRollout;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Its part of a plan: which revisions have pods, how many, and what is kept of the others. */
final class RolloutPlan {

    private final Observed observed;
    private final Revisions revisions;
    private final Look look;
    private final Decision decision;

    private RolloutPlan(Observed observed, Revisions revisions, Look look, Decision decision) {
        this.observed = observed;
        this.revisions = revisions;
        this.look = look;
        this.decision = decision;
    }

    static RolloutPlan of(Observed observed, ModelRevision wanted, Settings settings, Instant now) {
        var stored = StoredRollout.of(observed.service().getStatus());
        var revisions = new Revisions(observed, wanted);
        var look = look(observed, wanted, stored.orElse(null), revisions, settings, now);
        return new RolloutPlan(observed, revisions, look, RolloutPolicy.step(stored.orElse(null), look, now));
    }

    private static Look look(
            Observed observed,
            ModelRevision wanted,
            @Nullable Rollout stored,
            Revisions revisions,
            Settings settings,
            Instant now) {
        var spec = observed.service().getSpec();
        return new Look(
                wanted.name(),
                revisions.numbers(),
                spec.rolloutOrDefault(),
                spec.replicas(),
                pods(observed),
                trouble(observed, stored),
                action(observed.service()),
                settings.gateway() != null,
                Analyses.verdicts(observed, now),
                GoldenPlan.look(observed, stored == null ? null : stored.candidate(), now));
    }

    private static Map<String, Look.Count> pods(Observed observed) {
        return observed.deployments().stream()
                .map(ModelDeployment::revision)
                .map(revision -> Fleet.of(observed, revision))
                .collect(Collectors.toMap(Fleet::revision, fleet -> new Look.Count(fleet.wanted(), fleet.ready())));
    }

    private static Look.@Nullable Trouble trouble(Observed observed, @Nullable Rollout stored) {
        var candidate = stored == null ? null : stored.candidate();
        return candidate == null
                ? null
                : Checks.first(observed, Fleet.of(observed, candidate))
                        .map(found -> new Look.Trouble(found.reason(), found.message(), found.stalled()))
                        .orElse(null);
    }

    private static @Nullable String action(ModelService service) {
        var annotations = service.getMetadata().getAnnotations();
        var action = annotations == null ? null : annotations.get(Labels.ACTION);
        var status = service.getStatus();
        var handled = status == null || status.handledAction() == null
                ? null
                : status.handledAction().action();
        return action == null || action.isBlank() || action.equals(handled) ? null : action;
    }

    Rollout rollout() {
        return decision.rollout();
    }

    StatusPlan.Course course(Instant now) {
        return new StatusPlan.Course(rollout(), StoredRollout.written(rollout(), look), handled(now), revisions);
    }

    @Nullable
    Instant wakeAt() {
        return decision.wakeAt();
    }

    private @Nullable ActionStatus handled(Instant now) {
        var status = observed.service().getStatus();
        return decision.handled()
                .map(handled ->
                        new ActionStatus(handled.action(), handled.accepted(), handled.message(), now.toString()))
                .orElseGet(() -> status == null ? null : status.handledAction());
    }

    /** Whether the gateway can find the pods that serve: their Service is there, or is among what is applied. */
    boolean isBacked() {
        return find(rollout().stable()).isPresent();
    }

    /** The revision that serves; where its record was removed, the one that the spec asks for. */
    ModelRevision stable(ModelRevision wanted) {
        return revisions.find(rollout().stable()).orElse(wanted);
    }

    void add(ModelRevision wanted, Settings settings, Changes changes) {
        if (!revisions.isKept(wanted.name())) {
            changes.want(wanted.kept(observed.service(), revisions.next()), null);
        }
        decision.replicas().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(revision -> revisions
                        .find(revision.getKey())
                        .ifPresent(found -> pods(found, revision.getValue(), changes)));
        observed.deployments().stream().filter(this::isSuperfluous).forEach(changes::remove);
        GoldenPlan.add(observed, rollout().candidate(), decision.golden(), settings, changes);
        var used = new HashSet<>(decision.replicas().keySet());
        used.addAll(decision.kept());
        used.add(wanted.name());
        revisions.beyond(look.spec().revisionHistoryLimit(), used).forEach(changes::remove);
    }

    private void pods(ModelRevision revision, int replicas, Changes changes) {
        var deployment = find(revision.name());
        changes.want(ModelDeployment.desired(observed.service(), revision, replicas), deployment.orElse(null));
        var backend = backend(revision.name()).orElse(null);
        if (look.weighted()) {
            // Its owner has to be there first.
            deployment.ifPresent(
                    owner -> changes.want(ModelBackend.desired(observed.service(), revision, owner), backend));
        } else {
            changes.remove(backend);
        }
    }

    private boolean isSuperfluous(Deployment deployment) {
        var revision = ModelDeployment.revision(deployment);
        return !decision.replicas().containsKey(revision) && !decision.kept().contains(revision);
    }

    private Optional<Deployment> find(String revision) {
        return observed.deployments().stream()
                .filter(deployment -> ModelDeployment.revision(deployment).equals(revision))
                .findFirst();
    }

    private Optional<Service> backend(String revision) {
        return observed.backends().stream()
                .filter(service -> service.getMetadata().getName().equals(revision))
                .findFirst();
    }
}
