package dev.modelservice.e2e.stories;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modelservice.api.v1alpha1.ConditionType;
import dev.modelservice.api.v1alpha1.Reason;
import dev.modelservice.e2e.actors.ClusterUser;
import dev.modelservice.e2e.actors.FakeGateway;
import dev.modelservice.e2e.assertions.ModelServiceAssert;
import dev.modelservice.e2e.cluster.OperatorProcess;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.discovery.v1.Endpoint;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A model's Service leads to the gateway, whatever becomes of either. */
class GatewayIT {
    @RegisterExtension
    static final Stage STAGE = new Stage();

    @BeforeAll
    static void noOtherOperator() {
        STAGE.alone();
    }

    @Test
    void theServiceOfAModelLeadsToTheGatewayAndTheGatewayFindsThePods() {
        try (var gateway = gatewayAt("10.9.0.1", "10.9.0.2")) {
            var user = STAGE.user("gateway", operator());
            user.apply(Models.modelService("minilm", Models.GOOD, 2));
            user.await("minilm", it -> it.isReady().hasReadyReplicas(2));

            assertThat(behind(user, "minilm")).containsExactlyInAnyOrder("10.9.0.1", "10.9.0.2");
            var pods = user.podsOf("minilm").stream()
                    .map(pod -> pod.getStatus().getPodIP())
                    .toList();
            user.await(() -> assertThat(slices(user, Map.of("modelservice.dev/revision", user.stableOf("minilm"))))
                    .flatExtracting(EndpointSlice::getEndpoints)
                    .flatExtracting(endpoint -> endpoint.getAddresses())
                    .containsExactlyInAnyOrderElementsOf(pods));
            var status = user.modelService("minilm").get().getStatus();
            assertThat(status.url()).isEqualTo("http://minilm." + user.namespace() + ".models.example");
            assertThat(status.revisions())
                    .extracting(revision -> revision.name() + " " + revision.weight() + " " + revision.readyReplicas())
                    .containsExactly(user.stableOf("minilm") + " 100 2");

            gateway.readyAt("10.9.0.3");
            user.await(() -> assertThat(behind(user, "minilm")).containsExactly("10.9.0.3"));
        }
    }

    @Test
    void aServiceThatLedToPodsIsLedToTheGatewayWithoutAMomentOfNobody() {
        try (var gateway = new FakeGateway(STAGE.plane().admin())) {
            var before = STAGE.start(OperatorProcess.Options.alone()).awaitReady();
            var user = STAGE.user("upgrade", before);
            user.apply(Models.modelService("minilm", Models.GOOD, 2));
            user.await("minilm", ModelServiceAssert::isReady);
            var address = user.service("minilm").get().getSpec().getClusterIP();
            user.await(() -> assertThat(behind(user, "minilm")).hasSize(2));
            var pods = user.podsOf("minilm").stream().map(Pod::getMetadata).toList();
            before.close();

            var after = operator();
            user.watching(after);
            user.await(() -> assertThat(slices(user, Map.of("modelservice.dev/revision", user.stableOf("minilm"))))
                    .isNotEmpty());
            assertThat(behind(user, "minilm")).hasSize(2);
            user.await("minilm", ModelServiceAssert::isReady);

            gateway.readyAt("10.9.0.1");
            user.await(() -> assertThat(behind(user, "minilm")).containsExactly("10.9.0.1"));
            assertThat(user.service("minilm").get().getSpec().getClusterIP()).isEqualTo(address);
            assertThat(user.podsOf("minilm")).extracting(Pod::getMetadata).containsExactlyElementsOf(pods);
            user.await("minilm", ModelServiceAssert::isReady);
            after.close();

            user.watching(STAGE.start(OperatorProcess.Options.alone()).awaitReady());
            user.await(() -> assertThat(behind(user, "minilm")).hasSize(2).doesNotContain("10.9.0.1"));
            user.await(() ->
                    assertThat(user.service(user.stableOf("minilm")).get()).isNull());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"EndpointSlice minilm-gateway", "Service of the pods"})
    void aDeletedObjectComesBack(String object) {
        try (var _ = gatewayAt("10.9.0.1")) {
            var user = STAGE.user("drift", operator());
            user.apply(Models.modelService("minilm", Models.GOOD));
            user.await("minilm", ModelServiceAssert::isReady);
            var found = object(user, object);
            var uid = found.get().getMetadata().getUid();

            found.delete();

            user.await(() -> assertThat(found.get())
                    .isNotNull()
                    .extracting(back -> back.getMetadata().getUid())
                    .isNotEqualTo(uid));
        }
    }

    @Test
    void withoutAGatewayNobodyIsServedAndTheStatusSaysWhy() {
        try (var gateway = gatewayAt("10.9.0.1")) {
            var user = STAGE.user("unavailable", operator());
            user.apply(Models.modelService("minilm", Models.GOOD));
            user.await("minilm", it -> it.isReady().says(ConditionType.ENDPOINT_READY, true, Reason.ROUTED));

            gateway.readyAt();
            user.await(
                    "minilm",
                    it -> it.isNotReady(Reason.GATEWAY_UNAVAILABLE)
                            .says(ConditionType.ENDPOINT_READY, false)
                            .says(ConditionType.MODEL_LOADED, true));

            gateway.readyAt("10.9.0.4");
            user.await("minilm", ModelServiceAssert::isReady);
        }
    }

    @Test
    void onlyTheGatewayReachesThePods() {
        try (var _ = gatewayAt("10.9.0.1")) {
            var user = STAGE.user("policy", operator());
            user.apply(Models.modelService("minilm", Models.GOOD));
            user.await("minilm", ModelServiceAssert::isReady);

            var policy = user.client()
                    .network()
                    .networkPolicies()
                    .inNamespace(user.namespace())
                    .withName("modelservice-runtime")
                    .get();
            var requests = policy.getSpec().getIngress().getFirst();
            assertThat(requests.getPorts())
                    .extracting(port -> port.getPort().getStrVal())
                    .containsExactly("http", "grpc");
            assertThat(requests.getFrom()).hasSize(1);
            assertThat(requests.getFrom().getFirst().getPodSelector().getMatchLabels())
                    .containsEntry("modelservice.dev/gateway", "modelservice-operator-gateway");
            assertThat(requests.getFrom().getFirst().getNamespaceSelector().getMatchLabels())
                    .containsEntry("kubernetes.io/metadata.name", "modelservice-system");
        }
    }

    @Test
    void aPodOfTheGatewayThatIsReplacedCostsOneWriteAndARestartedOperatorNone() {
        try (var gateway = gatewayAt("10.9.0.1", "10.9.0.2")) {
            var first = operator();
            var user = STAGE.user("quiet", first);
            user.apply(Models.modelService("minilm", Models.GOOD));
            user.await("minilm", ModelServiceAssert::isReady);
            var mark = STAGE.mark();

            gateway.readyAt("10.9.0.2", "10.9.0.3");
            user.await(() -> assertThat(behind(user, "minilm")).containsExactlyInAnyOrder("10.9.0.2", "10.9.0.3"));
            user.apply(Models.modelService("later", Models.GOOD));
            user.await("later", ModelServiceAssert::isReady);
            assertThat(STAGE.writesSince(mark, user))
                    .filteredOn(write -> write.contains("minilm"))
                    .hasSize(1)
                    .allMatch(write -> write.startsWith("patch endpointslices"));

            first.kill9();
            var restart = STAGE.mark();
            var second = operator();
            var other = STAGE.user("meanwhile", second);
            other.apply(Models.modelService("minilm", Models.GOOD));
            other.await("minilm", ModelServiceAssert::isReady);
            assertThat(STAGE.writesSince(restart, user)).isEmpty();
        }
    }

    private static OperatorProcess operator() {
        return STAGE.start(OperatorProcess.Options.alone()
                        .withChartValue("gateway.enabled=true")
                        .withChartValue("gateway.domain=models.example"))
                .awaitReady();
    }

    private static FakeGateway gatewayAt(String... addresses) {
        var gateway = new FakeGateway(STAGE.plane().admin());
        gateway.readyAt(addresses);
        return gateway;
    }

    private static Resource<? extends HasMetadata> object(ClusterUser user, String object) {
        return object.startsWith("Service")
                ? user.service(user.stableOf("minilm"))
                : user.client()
                        .discovery()
                        .v1()
                        .endpointSlices()
                        .inNamespace(user.namespace())
                        .withName("minilm-gateway");
    }

    /** The addresses to which kube-proxy would send who asks the Service. */
    private static List<String> behind(ClusterUser user, String service) {
        return slices(user, Map.of("kubernetes.io/service-name", service)).stream()
                .flatMap(slice -> Objects.requireNonNullElse(slice.getEndpoints(), List.<Endpoint>of()).stream())
                .filter(endpoint -> !Objects.equals(endpoint.getConditions().getReady(), false))
                .flatMap(endpoint -> endpoint.getAddresses().stream())
                .toList();
    }

    private static List<EndpointSlice> slices(ClusterUser user, Map<String, String> labels) {
        return user.client()
                .discovery()
                .v1()
                .endpointSlices()
                .inNamespace(user.namespace())
                .withLabels(labels)
                .list()
                .getItems();
    }
}
