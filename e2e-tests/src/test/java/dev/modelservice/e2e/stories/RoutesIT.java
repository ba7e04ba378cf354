package dev.modelservice.e2e.stories;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modelservice.api.v1alpha1.ConditionType;
import dev.modelservice.api.v1alpha1.Reason;
import dev.modelservice.e2e.actors.ClusterUser;
import dev.modelservice.e2e.actors.FakeGateway;
import dev.modelservice.e2e.assertions.ModelServiceAssert;
import dev.modelservice.e2e.cluster.Chart;
import dev.modelservice.e2e.cluster.OperatorProcess;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ConditionBuilder;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.GRPCRoute;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRouteStatusBuilder;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A model asks for a Gateway of the Gateway API. The test plays the Gateway's controller. */
class RoutesIT {
    @RegisterExtension
    static final Stage STAGE = new Stage();

    @BeforeAll
    static void noOtherOperator() {
        STAGE.alone();
    }

    @AfterAll
    static void leave() {
        Chart.removeGatewayApi(STAGE.plane().admin());
    }

    @Test
    void aClusterWithoutTheGatewayApiIsToldAndKindsThatComeLaterAreNoticed() {
        Chart.removeGatewayApi(STAGE.plane().admin());
        try (var gateway = new FakeGateway(STAGE.plane().admin())) {
            gateway.readyAt("10.9.0.1");
            var user = STAGE.user("routes", operator());
            user.apply(asking("minilm", "{gateway: {name: public}}"));
            user.await(
                    "minilm",
                    it -> it.isNotReady(Reason.NO_GATEWAY_API)
                            .says(ConditionType.STALLED, true)
                            .explains("no kind HTTPRoute", "CRDs"));

            Chart.installGatewayApi(STAGE.plane().admin());

            user.await("minilm", it -> it.isNotReady(Reason.ROUTE_PENDING));
            answer(user, "True", "Accepted", "fine");
            user.await("minilm", ModelServiceAssert::isReady);
        }
    }

    @Test
    void theGatewaysOwnWordsAreTold() {
        Chart.installGatewayApi(STAGE.plane().admin());
        try (var gateway = new FakeGateway(STAGE.plane().admin())) {
            gateway.readyAt("10.9.0.1");
            var user = STAGE.user("refused", operator());
            user.apply(asking("minilm", "{gateway: {name: public}, hostname: minilm.example.com}"));
            user.await("minilm", it -> it.isNotReady(Reason.ROUTE_PENDING).explains("public"));

            answer(user, "False", "NotAllowedByListeners", "no listener allows this namespace");
            user.await(
                    "minilm",
                    it -> it.isNotReady(Reason.ROUTE_NOT_ACCEPTED)
                            .explains("no listener allows this namespace (NotAllowedByListeners)"));

            answer(user, "True", "Accepted", "fine");
            user.await("minilm", it -> it.isReady().says(ConditionType.ENDPOINT_READY, true));
            assertThat(route(user).getSpec().getHostnames())
                    .containsExactly("minilm." + user.namespace() + ".models.example", "minilm.example.com");
        }
    }

    @Test
    void aRouteGoesWhenItIsNoLongerAskedForAndIsWrittenOnce() {
        Chart.installGatewayApi(STAGE.plane().admin());
        try (var gateway = new FakeGateway(STAGE.plane().admin())) {
            gateway.readyAt("10.9.0.1");
            var user = STAGE.user("pruned", operator());
            user.apply(asking("minilm", "{gateway: {name: public}}"));
            user.await(() -> assertThat(route(user)).isNotNull());
            answer(user, "True", "Accepted", "fine");
            user.await("minilm", ModelServiceAssert::isReady);
            assertThat(route(user).getMetadata().getGeneration()).isEqualTo(1);

            user.apply(Models.modelService("minilm", Models.GOOD));

            user.await(() -> assertThat(route(user)).isNull());
            user.await("minilm", ModelServiceAssert::isReady);
        }
    }

    @Test
    void aModelOfGrpcAloneHasAGrpcRoute() {
        Chart.installGatewayApi(STAGE.plane().admin());
        try (var gateway = new FakeGateway(STAGE.plane().admin())) {
            gateway.readyAt("10.9.0.1");
            var user = STAGE.user("grpc", operator());
            user.apply("""
                    apiVersion: modelservice.dev/v1alpha1
                    kind: ModelService
                    metadata: {name: minilm}
                    spec:
                      model: {uri: "oci://registry.example/models/minilm:1.0"}
                      runtime: {image: "registry.example/server:1", protocol: grpc-v2}
                      endpoint: {gateway: {name: public}}
                    """);
            user.await(() -> assertThat(user.client()
                            .resources(GRPCRoute.class)
                            .inNamespace(user.namespace())
                            .withName("minilm")
                            .get())
                    .isNotNull());
            assertThat(route(user)).isNull();
        }
    }

    @Test
    void ofTwoWithOneHostNameTheYoungerIsToldAndHearsWhenItIsFree() {
        try (var gateway = new FakeGateway(STAGE.plane().admin())) {
            gateway.readyAt("10.9.0.1");
            var user = STAGE.user("hostname", operator());
            var shared = "{hostname: %s.example.com}".formatted(user.namespace());
            user.apply(asking("first", shared));
            user.await("first", ModelServiceAssert::isReady);

            user.apply(asking("second", shared));
            user.await("second", it -> taken(it, user.namespace() + "/first"));
            user.delete("first");
            user.await(
                    "second",
                    it -> it.isReady().says(ConditionType.ENDPOINT_READY, true).says(ConditionType.STALLED, false));

            user.apply(asking("third", shared));
            user.await("third", it -> taken(it, user.namespace() + "/second"));
            user.apply(asking("second", "{hostname: other.%s.example.com}".formatted(user.namespace())));
            user.await("third", ModelServiceAssert::isReady);
        }
    }

    private static void taken(ModelServiceAssert it, String holder) {
        it.isNotReady(Reason.HOSTNAME_TAKEN)
                .says(ConditionType.ENDPOINT_READY, false, Reason.HOSTNAME_TAKEN)
                .says(ConditionType.STALLED, true)
                .explains(holder, "endpoint.hostname");
    }

    private static OperatorProcess operator() {
        return STAGE.start(OperatorProcess.Options.alone()
                        .withChartValue("gateway.enabled=true")
                        .withChartValue("gateway.domain=models.example"))
                .awaitReady();
    }

    private static String asking(String name, String endpoint) {
        return Models.modelService(name, Models.GOOD) + "  endpoint: " + endpoint + "\n";
    }

    private static HTTPRoute route(ClusterUser user) {
        return user.client()
                .resources(HTTPRoute.class)
                .inNamespace(user.namespace())
                .withName("minilm")
                .get();
    }

    private static void answer(ClusterUser user, String status, String reason, String message) {
        var route = route(user);
        route.setStatus(new HTTPRouteStatusBuilder()
                .addNewParent()
                .withControllerName("example.org/controller")
                .withNewParentRef()
                .withName("public")
                .withNamespace(user.namespace())
                .endParentRef()
                .withConditions(condition(route, status, reason, message))
                .endParent()
                .build());
        user.client().resource(route).patchStatus();
    }

    private static Condition condition(HTTPRoute route, String status, String reason, String message) {
        return new ConditionBuilder()
                .withType("Accepted")
                .withStatus(status)
                .withReason(reason)
                .withMessage(message)
                .withLastTransitionTime(Instant.now().toString())
                .withObservedGeneration(route.getMetadata().getGeneration())
                .build();
    }
}
