package dev.modelservice.operator.plan;

import dev.modelservice.api.v1alpha1.ModelService;
import dev.modelservice.operator.check.Finding;
import dev.modelservice.operator.choice.Choice;
import dev.modelservice.operator.choice.RuntimeChoice;
import dev.modelservice.operator.choice.Runtimes;
import dev.modelservice.operator.choice.Serving;
import dev.modelservice.operator.observe.Door;
import dev.modelservice.operator.observe.Observed;
import dev.modelservice.operator.resources.Labels;
import dev.modelservice.operator.resources.ModelDeployment;
import dev.modelservice.operator.resources.ModelEndpoint;
import dev.modelservice.operator.resources.ModelRevision;
import dev.modelservice.operator.resources.Names;
import dev.modelservice.operator.resources.Owners;
import dev.modelservice.operator.resources.Settings;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.ControllerRevision;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentStatus;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.GRPCRoute;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A cluster in memory: it stores what a plan applies, as an API server would, and lets a test say how the pods are. */
final class World {

    static final Settings SETTINGS = new Settings("modelservice.dev/runtime:test", "cluster.local", true, null);
    static final Instant NOW = Instant.parse("2026-01-01T00:01:00Z");
    static final Instant CREATED = Instant.parse("2026-01-01T00:00:00Z");

    private final Map<String, HasMetadata> children = new LinkedHashMap<>();
    private Settings settings = SETTINGS;
    private final List<Pod> pods = new ArrayList<>();
    private Runtimes runtimes = Runtimes.NOT_LOOKED_AT;
    private List<EndpointSlice> gateway = List.of();
    private Set<String> routeKinds = Set.of(Door.HTTP_ROUTE, Door.GRPC_ROUTE);
    private ModelService service;

    World(ModelService service) {
        this.service = service;
    }

    /** A pod of the wanted revision, on a node; {@code more} is further YAML of its status. */
    static Pod pod(String ready, String more) {
        return Serialization.unmarshal("""
                apiVersion: v1
                kind: Pod
                metadata: {name: minilm-a, namespace: team-a, labels: {modelservice.dev/revision: CURRENT}}
                spec: {nodeName: node-1}
                status:
                  phase: Running
                  conditions: [{type: Ready, status: "%s"}]
                """.formatted(ready) + more, Pod.class);
    }

    ModelService service() {
        return service;
    }

    /** The user edits the spec: the API server counts generations. */
    void edit(ModelService edited) {
        edited.getMetadata().setGeneration(service.getMetadata().getGeneration() + 1);
        edited.setStatus(service.getStatus());
        service = edited;
    }

    /** What the cluster has of KServe's runtimes. */
    void runtimes(Runtimes there) {
        runtimes = there;
    }

    /** How the operator is set up from now on. */
    void settings(Settings chosen) {
        settings = chosen;
    }

    /** Where the gateway's pods are. */
    void gateway(List<EndpointSlice> slices) {
        gateway = slices;
    }

    /** What the cluster has of the Gateway API's kinds. */
    void routeKinds(Set<String> kinds) {
        routeKinds = kinds;
    }

    /** The revision that is wanted now, or where nobody knows, the one that serves. */
    String revision() {
        return RuntimeChoice.of(service, runtimes) instanceof Choice.Found(Serving serving)
                ? ModelRevision.of(service, serving, settings).name()
                : stable();
    }

    /** The revision that serves. */
    String stable() {
        var status = service.getStatus();
        return status == null || status.stableRevision() == null ? "" : status.stableRevision();
    }

    /** Adds a pod; the label value CURRENT stands for the revision that is wanted now, STABLE for the one that serves. */
    void add(Pod pod) {
        pod.getMetadata().getLabels().replace(Labels.REVISION, "CURRENT", revision());
        pod.getMetadata().getLabels().replace(Labels.REVISION, "STABLE", stable());
        pods.add(pod);
    }

    /** The cluster does its part: each Deployment has as many ready pods as it wants, and there are no others. */
    void startPods() {
        pods.clear();
        all(Deployment.class).forEach(deployment -> {
            for (int i = 0; i < deployment.getSpec().getReplicas(); i++) {
                var pod = pod("True", "");
                pod.getMetadata().getLabels().put(Labels.REVISION, ModelDeployment.revision(deployment));
                pods.add(pod);
            }
        });
    }

    void removePods() {
        pods.clear();
    }

    List<Pod> pods() {
        return pods;
    }

    /** Of the wanted revision's Deployment. */
    void status(DeploymentStatus status) {
        all(Deployment.class)
                .filter(deployment -> ModelDeployment.revision(deployment).equals(revision()))
                .findFirst()
                .orElseThrow()
                .setStatus(status);
    }

    /** What a Gateway says of a route. */
    void answer(HTTPRoute answered) {
        get(HTTPRoute.class).setStatus(answered.getStatus());
    }

    /** The same for a route of gRPC alone. */
    void answer(GRPCRoute answered) {
        get(GRPCRoute.class).setStatus(answered.getStatus());
    }

    Plan plan(Instant now) {
        return new Planner(settings).plan(observed(), now);
    }

    Plan refused(Finding finding) {
        return new Planner(settings).refused(observed(), finding, NOW);
    }

    /** Does what a plan says, as the Applier and the Reporter would. */
    void carryOut(Plan plan) {
        plan.apply().forEach(change -> store(change.desired()));
        plan.delete().forEach(object -> children.remove(key(object)));
        if (plan.status() != null) {
            service = Serialization.clone(service);
            service.setStatus(plan.status());
        }
    }

    private void store(HasMetadata desired) {
        var stored = Serialization.clone(desired);
        var earlier = children.put(key(stored), stored);
        stored.getMetadata().setCreationTimestamp(CREATED.toString());
        stored.getMetadata().setUid("uid of " + key(stored));
        stored.getMetadata()
                .setGeneration(earlier == null ? 1L : earlier.getMetadata().getGeneration() + 1);
        if (earlier instanceof Deployment before && stored instanceof Deployment deployment) {
            deployment.setStatus(before.getStatus());
        }
    }

    /** The kind, and where an object does not have its ModelService's name or the shared one, its own. */
    static String key(HasMetadata object) {
        var name = object.getMetadata().getName();
        var labels = object.getMetadata().getLabels();
        return labels.containsKey(Labels.REVISION) || name.endsWith("-gateway")
                ? object.getKind() + " " + name
                : object.getKind();
    }

    /** The same with a revision's number in place of its name, which changes with everything that it is made of. */
    Function<HasMetadata, String> readable(Plan plan) {
        var numbers = Stream.concat(
                        children.values().stream(), plan.apply().stream().map(Change::desired))
                .filter(ControllerRevision.class::isInstance)
                .map(ControllerRevision.class::cast)
                .collect(Collectors.toMap(
                        kept -> kept.getMetadata().getName(), ControllerRevision::getRevision, (one, same) -> one));
        return object -> {
            var revision = object.getMetadata().getLabels().get(Labels.REVISION);
            return revision == null ? key(object) : object.getKind() + " r" + numbers.get(revision);
        };
    }

    /** Plans and carries out until nothing is left to apply. */
    void converge() {
        for (int i = 0; i < 3; i++) {
            carryOut(plan(CREATED));
        }
    }

    Map<String, HasMetadata> children() {
        return children;
    }

    /** Whether a request to the model's Service gets to a pod of it. */
    boolean isReachable() {
        var slice = (EndpointSlice) children.get("EndpointSlice " + Names.gatewaySlice(service));
        var throughGateway =
                slice != null && !slice.getEndpoints().isEmpty() && children.containsKey("Service " + stable());
        return ModelEndpoint.leadsToPods(get(Service.class)) || throughGateway;
    }

    private Observed observed() {
        var deployments = all(Deployment.class).toList();
        return new Observed(
                service,
                all(ControllerRevision.class)
                        .sorted(Comparator.comparing(ControllerRevision::getRevision))
                        .toList(),
                deployments,
                all(Service.class)
                        .filter(backend -> deployments.stream().anyMatch(owner -> Owners.owns(owner, backend)))
                        .toList(),
                find(Service.class),
                door(),
                find(PodDisruptionBudget.class),
                find(ServiceAccount.class),
                find(NetworkPolicy.class),
                List.of(Owners.plain(service)),
                pods,
                List.of(),
                runtimes,
                null);
    }

    private Door door() {
        return new Door(
                (EndpointSlice) children.get("EndpointSlice " + Names.gatewaySlice(service)),
                find(HTTPRoute.class),
                find(GRPCRoute.class),
                gateway,
                routeKinds,
                null);
    }

    private <R extends HasMetadata> Stream<R> all(Class<R> type) {
        return children.values().stream().filter(type::isInstance).map(type::cast);
    }

    private <R extends HasMetadata> R get(Class<R> type) {
        var found = find(type);
        if (found == null) {
            throw new IllegalStateException("no " + type.getSimpleName() + " yet");
        }
        return found;
    }

    private <R extends HasMetadata> @Nullable R find(Class<R> type) {
        return type.cast(children.get(type.getSimpleName()));
    }
}
