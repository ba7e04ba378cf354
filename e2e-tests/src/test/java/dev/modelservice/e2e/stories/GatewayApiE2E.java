package dev.modelservice.e2e.stories;

import static dev.modelservice.e2e.actors.Canary.SECOND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.modelservice.api.v1alpha1.ConditionType;
import dev.modelservice.api.v1alpha1.Reason;
import dev.modelservice.e2e.actors.Callers;
import dev.modelservice.e2e.actors.Canary;
import dev.modelservice.e2e.actors.ClusterUser;
import dev.modelservice.e2e.actors.Crowd;
import dev.modelservice.e2e.actors.Question;
import dev.modelservice.e2e.actors.Weights;
import dev.modelservice.e2e.assertions.ModelServiceAssert;
import dev.modelservice.e2e.gateway.Client;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.GRPCRoute;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.vertx.core.Vertx;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * A user has a Gateway of the Gateway API, here Envoy Gateway's, and wants models to be reached through it.
 *
 * <ol>
 *   <li>a ModelService that names the Gateway becomes Ready; REST and gRPC find the model through the Gateway
 *   <li>two revisions share the requests by their weights, and a change of weights loses none
 *   <li>the ModelService names the Gateway no more: its route is gone, and the model serves on
 *   <li>one that speaks gRPC alone has a GRPCRoute: calls find it, weights hold, and their change loses no call
 * </ol>
 */
class GatewayApiE2E {
    @RegisterExtension
    static final Kind KIND = new Kind();

    private static final Vertx VERTX = Vertx.vertx();
    private static final int PORT = 30880;
    private static final String HOST = "dense.example.com";
    private static final String GRPC_HOST = "grpc.example.com";
    private static final int COUNTED = 10_000;
    private static final int COUNTED_CALLS = 5_000;

    private final Recorded recorded = Recorded.read("dense/answers.json");

    @BeforeAll
    static void theClusterHasAGateway() {
        KIND.cluster().with("envoy-gateway");
    }

    // Others want its share of the node's processors.
    @AfterAll
    static void leave() {
        KIND.cluster().kubectl("--namespace=gateways", "delete", "gateway", "public");
        Client.get(VERTX.close());
    }

    @Test
    void modelsAreReachedThroughTheUsersOwnGateway() {
        var gateway = new Gateway(KIND.cluster().nodeAddress(), PORT, PORT);
        var user = KIND.user("gateway-api");
        user.apply(
                Models.dense(1, "one", "{hostname: %s, gateway: {name: public, namespace: gateways}}".formatted(HOST)));
        user.await("dense", it -> it.isReady().says(ConditionType.ENDPOINT_READY, true, Reason.ROUTED));
        answers(user, gateway);

        var question = Question.predict(gateway.node(), PORT, HOST, Gateway.rows());
        try (var crowd = Crowd.keepingConnections(VERTX, question, 32)) {
            KIND.install("replicas=0");
            user.await(() -> assertThat(KIND.operators()).isEmpty());
            var canary = Canary.beside(user, "dense");
            var weights = new Weights(canary, crowd);
            var counted = weights.countAfter(90, 10, COUNTED);
            assertThat(counted.isWithinBound(SECOND, 10)).as(counted.toString()).isTrue();
            assertThat(counted.of(canary.first()) + counted.of(SECOND)).isEqualTo(counted.all());
            System.out.println("90/10 through Envoy: " + counted);
            List.of(0, 50, 100).forEach(first -> {
                weights.change(first, 100 - first);
                crowd.awaitAnswers(3000);
            });
            assertThat(crowd.stop().failures()).isEmpty();
            assertThat(weights.tooLate()).isEmpty();
            System.out.printf("%d answers, no failure; latest: %s%n", crowd.answered(), weights.latest());
        }

        KIND.install();
        user.apply(Models.dense(1, "one", "{hostname: %s}".formatted(HOST)));
        user.await(() -> assertThat(route(user)).isNull());
        user.await("dense", ModelServiceAssert::isReady);
        user.await(() -> assertThat(gateway.client(VERTX)
                        .post(HOST, "/predict", Gateway.rows())
                        .status())
                .isEqualTo(404));
    }

    @Test
    void aModelOfGrpcAloneIsReachedThroughItsGrpcRoute() {
        var gateway = new Gateway(KIND.cluster().nodeAddress(), PORT, PORT);
        var user = KIND.user("grpc-route");
        user.apply(Models.denseOverGrpc(
                KIND.cluster().runtimeImage(),
                "{hostname: %s, gateway: {name: public, namespace: gateways}}".formatted(GRPC_HOST)));
        user.await("dense", it -> it.isReady().says(ConditionType.ENDPOINT_READY, true, Reason.ROUTED));
        assertThat(route(user)).isNull();
        assertThat(grpcRoute(user).getSpec().getHostnames()).contains(GRPC_HOST);
        user.await(() ->
                assertThat(gateway.infer(GRPC_HOST, recorded.inputs().get(0))).isCloseTo(expected(), within(1e-5)));

        try (var callers = Callers.begin(
                16, () -> gateway.channel(GRPC_HOST), recorded.inputs().get(0))) {
            KIND.install("replicas=0");
            user.await(() -> assertThat(KIND.operators()).isEmpty());
            var canary = Canary.beside(user, "dense");
            var weights = new Weights(canary, callers);
            var counted = weights.countAfter(90, 10, COUNTED_CALLS);
            assertThat(counted.isWithinBound(SECOND, 10)).as(counted.toString()).isTrue();
            assertThat(counted.of(canary.first()) + counted.of(SECOND)).isEqualTo(counted.all());
            System.out.println("90/10 of gRPC calls through Envoy: " + counted);
            List.of(0, 50, 100).forEach(first -> {
                weights.change(first, 100 - first);
                callers.awaitAnswers(2000);
            });
            assertThat(callers.stop().failures()).isEmpty();
            assertThat(weights.tooLate()).isEmpty();
            System.out.printf("%d calls, no failure; latest: %s%n", callers.answered(), weights.latest());
        }
    }

    private void answers(ClusterUser user, Gateway gateway) {
        user.await(() -> assertThat(gateway.client(VERTX)
                        .post(HOST, "/predict", Gateway.rows())
                        .status())
                .isEqualTo(200));
        var answer = gateway.client(VERTX).post(HOST, "/predict", Gateway.rows());
        assertThat(answer.header("modelservice-revision")).isEqualTo(user.stableOf("dense"));
        assertThat(answer.json().getJsonArray("predictions").getJsonArray(0).getDouble(0))
                .isCloseTo(expected(), within(1e-5));
        assertThat(gateway.infer(HOST, recorded.inputs().get(0))).isCloseTo(expected(), within(1e-5));
    }

    private double expected() {
        return recorded.rows("probability").get(0).path(0).asDouble();
    }

    private static GRPCRoute grpcRoute(ClusterUser user) {
        return user.client()
                .resources(GRPCRoute.class)
                .inNamespace(user.namespace())
                .withName("dense")
                .require();
    }

    private static @Nullable HTTPRoute route(ClusterUser user) {
        return user.client()
                .resources(HTTPRoute.class)
                .inNamespace(user.namespace())
                .withName("dense")
                .get();
    }
}
