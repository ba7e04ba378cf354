package dev.modelservice.operator.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modelservice.api.v1alpha1.ConditionType;
import dev.modelservice.api.v1alpha1.EndpointSpec;
import dev.modelservice.api.v1alpha1.ModelService;
import dev.modelservice.api.v1alpha1.ModelServiceSpec;
import dev.modelservice.api.v1alpha1.RuntimeSpec;
import dev.modelservice.operator.choice.Runtimes;
import dev.modelservice.operator.observe.Fleet;
import dev.modelservice.operator.resources.GatewaySettings;
import dev.modelservice.operator.resources.Settings;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Random histories of edits, pods and losses, against a cluster in memory; jqwik prints the seed of a failure. */
class PlanHistoryTest {

    /** What may happen between two reconciliations. */
    enum Event {
        EDIT_MODEL,
        ONE_REPLICA,
        THREE_REPLICAS,
        NO_REPLICA,
        NAME_RUNTIME,
        RUNTIME_COMES,
        RUNTIME_CHANGES,
        RUNTIME_GOES,
        POD_STARTS,
        POD_BECOMES_READY,
        POD_CRASHES,
        PODS_GONE,
        CHILDREN_LOST,
        GATEWAY_TURNED_ON,
        GATEWAY_TURNED_OFF,
        GATEWAY_READY,
        GATEWAY_MOVES,
        GATEWAY_LOST,
        NAME_GATEWAY,
        ROUTE_ACCEPTED,
        ROUTE_REFUSED,
        NOTHING
    }

    private static final RuntimeSpec NAMED =
            Serialization.unmarshal("ref: {kind: ServingRuntime, name: server}", RuntimeSpec.class);

    private static final Settings WITH_GATEWAY = new Settings(
            World.SETTINGS.runtimeImage(),
            World.SETTINGS.clusterDomain(),
            World.SETTINGS.networkPolicy(),
            GatewaySettings.of("modelservice-system/gateway", "models.example", "http"));

    /** What a model without its runtime is not left alone by. */
    private static final Set<Event> TOUCHING = EnumSet.of(
            Event.NAME_RUNTIME,
            Event.RUNTIME_COMES,
            Event.RUNTIME_CHANGES,
            Event.RUNTIME_GOES,
            Event.CHILDREN_LOST,
            Event.GATEWAY_TURNED_ON,
            Event.GATEWAY_READY,
            Event.GATEWAY_MOVES);

    @Property(tries = 300)
    void everyHistoryKeepsThePromises(@ForAll("histories") List<Event> history) {
        var world = new World(service("1", 1));
        var now = World.CREATED;
        var edits = 1;
        for (var event : history) {
            now = now.plusSeconds(7);
            edits += 1;
            happen(event, world, edits);
            world.carryOut(world.plan(now));
            statusTellsTheTruth(world);
        }
        settles(world, now.plusSeconds(60));
    }

    /** Without its runtime nothing of a model is touched. */
    @Property(tries = 30)
    void whatWasMadeIsLeftAloneWhileTheRuntimeIsGone(@ForAll("histories") List<Event> history) {
        var world = new World(withRuntime(service("1", 1)));
        world.runtimes(runtime("server:1"));
        world.converge();
        var before = Map.copyOf(world.children());
        world.runtimes(Given.runtimes(List.of()));

        var edits = 1;
        for (var event : history) {
            edits += 1;
            if (!TOUCHING.contains(event)) {
                happen(event, world, edits);
                world.edit(withRuntime(world.service()));
                world.carryOut(world.plan(World.NOW));
                assertThat(world.children()).isEqualTo(before);
            }
        }
    }

    @Provide
    Arbitrary<List<Event>> histories() {
        return Arbitraries.of(Event.class).list().ofMinSize(1).ofMaxSize(25);
    }

    private static void happen(Event event, World world, int edits) {
        switch (event) {
            case EDIT_MODEL ->
                world.edit(service(
                        Integer.toString(edits), world.service().getSpec().replicas()));
            case ONE_REPLICA -> world.edit(service("1", 1));
            case THREE_REPLICAS -> world.edit(service("1", 3));
            case NO_REPLICA -> world.edit(service("1", 0));
            case NAME_RUNTIME -> world.edit(withRuntime(service("1", 1)));
            case RUNTIME_COMES -> world.runtimes(runtime("server:1"));
            case RUNTIME_CHANGES -> world.runtimes(runtime("server:" + edits));
            case RUNTIME_GOES -> world.runtimes(Given.runtimes(List.of()));
            case POD_STARTS -> world.add(pod("False", "{running: {}}"));
            case POD_BECOMES_READY -> world.add(pod("True", "{running: {}}"));
            case POD_CRASHES -> world.add(pod("False", "{terminated: {exitCode: 1}}"));
            case PODS_GONE -> world.removePods();
            case CHILDREN_LOST -> world.children().clear();
            case GATEWAY_TURNED_ON -> world.settings(WITH_GATEWAY);
            case GATEWAY_TURNED_OFF -> world.settings(World.SETTINGS);
            case GATEWAY_READY -> world.gateway(gateway("10.0.0.1", true));
            case GATEWAY_MOVES -> world.gateway(gateway("10.0.0." + edits, true));
            case GATEWAY_LOST -> world.gateway(gateway("10.0.0.1", false));
            case NAME_GATEWAY -> world.edit(withGateway(service("1", 1)));
            case ROUTE_ACCEPTED -> answer(world, "True");
            case ROUTE_REFUSED -> answer(world, "False");
            case NOTHING -> {}
        }
    }

    private static void statusTellsTheTruth(World world) {
        var status = Optional.ofNullable(world.service().getStatus()).orElseThrow();
        assertThat(status.observedGeneration())
                .isEqualTo(world.service().getMetadata().getGeneration());
        var ready = condition(world, ConditionType.READY);
        if (ready.getStatus().equals("True")) {
            assertThat(world.pods()).anyMatch(Fleet::isReady);
            assertThat(world.isReachable())
                    .as("somebody stands behind the Service")
                    .isTrue();
        }
        assertThat(List.of(
                        condition(world, ConditionType.STALLED).getStatus(),
                        condition(world, ConditionType.RECONCILING).getStatus()))
                .as("kstatus: stalled and reconciling exclude each other")
                .isNotEqualTo(List.of("True", "True"));
        assertThat(status.conditions())
                .extracting(Condition::getType)
                .containsExactly(
                        "Ready",
                        "Reconciling",
                        "Stalled",
                        "ModelLoaded",
                        "Scheduled",
                        "EndpointReady",
                        "RolloutHealthy");
        assertThat(status.conditions())
                .allSatisfy(condition -> assertThat(condition.getMessage()).isNotBlank());
    }

    /** When the cluster does its part, and somebody lets go what is held, a plan is left that has nothing to do and nothing to say. */
    private static void settles(World world, Instant now) {
        world.runtimes(runtime("server:1"));
        var later = now;
        for (int i = 0; i < 12; i++) {
            world.startPods();
            world.carryOut(world.plan(later));
            later = later.plusSeconds(40);
        }
        var again = world.plan(later);
        assertThat(again.apply()).isEmpty();
        assertThat(again.delete()).isEmpty();
        assertThat(again.status()).isNull();
        assertThat(again.notices()).isEmpty();
        assertThat(again.wakeAfter()).isNull();
        assertThat(world.children().containsKey("PodDisruptionBudget"))
                .isEqualTo(world.service().getSpec().replicas() > 1);
    }

    private static Condition condition(World world, ConditionType type) {
        return Conditions.find(Optional.ofNullable(world.service().getStatus()).orElseThrow(), type)
                .orElseThrow();
    }

    private static ModelService service(String tag, int replicas) {
        return Serialization.unmarshal("""
                apiVersion: modelservice.dev/v1alpha1
                kind: ModelService
                metadata: {name: minilm, namespace: team-a, uid: u, generation: 1}
                spec: {model: {uri: "oci://registry.example/minilm:%s"}, replicas: %d}
                """.formatted(tag, replicas), ModelService.class);
    }

    private static ModelService withGateway(ModelService service) {
        var spec = service.getSpec();
        var named = Serialization.clone(service);
        var endpoint = Serialization.unmarshal("gateway: {name: public, namespace: gateways}", EndpointSpec.class);
        named.setSpec(new ModelServiceSpec(
                spec.model(), spec.runtime(), spec.replicas(), spec.resources(), endpoint, null, spec.template()));
        return named;
    }

    private static List<EndpointSlice> gateway(String address, boolean ready) {
        return List.of(Serialization.unmarshal("""
                apiVersion: discovery.k8s.io/v1
                kind: EndpointSlice
                metadata: {name: gateway-abcde, namespace: modelservice-system}
                addressType: IPv4
                ports: [{name: http, port: 8080}, {name: grpc, port: 8080}]
                endpoints: [{addresses: ["%s"], conditions: {ready: %b}}]
                """.formatted(address, ready), EndpointSlice.class));
    }

    private static void answer(World world, String accepted) {
        if (world.children().get("HTTPRoute") instanceof HTTPRoute route) {
            world.answer(Serialization.unmarshal(
                    """
                    apiVersion: gateway.networking.k8s.io/v1
                    kind: HTTPRoute
                    status:
                      parents:
                      - parentRef: {name: public, namespace: gateways}
                        conditions:
                        - {type: Accepted, status: "%s", reason: R, message: m, observedGeneration: %d}
                    """.formatted(accepted, route.getMetadata().getGeneration()), HTTPRoute.class));
        }
    }

    private static ModelService withRuntime(ModelService service) {
        var spec = service.getSpec();
        var named = Serialization.clone(service);
        named.setSpec(new ModelServiceSpec(
                spec.model(),
                NAMED,
                spec.replicas(),
                spec.resources(),
                spec.endpoint(),
                spec.rollout(),
                spec.template()));
        return named;
    }

    private static Runtimes runtime(String image) {
        return Given.runtimes(List.of(Given.parse("""
                apiVersion: serving.kserve.io/v1alpha1
                kind: ServingRuntime
                metadata: {name: server, namespace: team-a}
                spec: {containers: [{name: kserve-container, image: "%s"}]}
                """.formatted(image))));
    }

    private static Pod pod(String ready, String state) {
        return World.pod(
                ready,
                "  containerStatuses: [{name: runtime, ready: false, restartCount: 0, state: %s}]".formatted(state));
    }
}
