package dev.modelservice.e2e.stories;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.modelservice.e2e.actors.ClusterUser;
import dev.modelservice.e2e.actors.Traffic;
import dev.modelservice.e2e.assertions.ModelServiceAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A model changes while it is used: no request fails. */
class RollingE2E {
    private static final int NODE_PORT = 30080;

    @RegisterExtension
    static final Kind KIND = new Kind();

    @Test
    void aChangeUnderLoadFailsNoRequest() {
        var user = KIND.user("rolling");
        user.apply(dense("one"));
        user.await("dense", ModelServiceAssert::isReady);
        reachable(user);
        var before = user.podsOf("dense").getFirst().getMetadata().getUid();

        try (var traffic = new Traffic(
                "http://" + KIND.cluster().address(NODE_PORT) + "/predict",
                "{\"x_test\": [" + Recorded.read("dense/answers.json").inputs().get(0) + "]}")) {
            user.await(() -> assertThatCode(() -> assertThat(traffic.knock()).isEqualTo(200))
                    .doesNotThrowAnyException());
            traffic.flow();
            user.await(() -> assertThat(traffic.answered()).isGreaterThan(50));
            user.apply(dense("two"));
            user.await(() -> assertThat(user.podsOf("dense"))
                    .hasSize(1)
                    .extracting(pod -> pod.getMetadata().getUid())
                    .doesNotContain(before));
            user.await("dense", ModelServiceAssert::isReady);
            var afterwards = traffic.answered();
            user.await(() -> assertThat(traffic.answered()).isGreaterThan(afterwards + 50));
            assertThat(traffic.failures()).isEmpty();
        }
    }

    private static String dense(String colour) {
        return """
                apiVersion: modelservice.dev/v1alpha1
                kind: ModelService
                metadata: {name: dense}
                spec:
                  model: {uri: "oci://modelservice.dev/models/dense:1.0"}
                  runtime:
                    env: [{name: COLOUR, value: %s}]
                """.formatted(colour);
    }

    /** A way in from this machine, beside the model's own Service. */
    private static void reachable(ClusterUser user) {
        user.apply("""
                apiVersion: v1
                kind: Service
                metadata: {name: way-in}
                spec:
                  type: NodePort
                  selector: {app.kubernetes.io/instance: dense, app.kubernetes.io/managed-by: modelservice-operator}
                  ports: [{port: 80, targetPort: http, nodePort: %d}]
                """.formatted(NODE_PORT));
    }
}
