package dev.modelservice.e2e.stories;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modelservice.api.v1alpha1.Reason;
import dev.modelservice.e2e.actors.Crowd;
import dev.modelservice.e2e.actors.Deliveries;
import dev.modelservice.e2e.actors.Question;
import dev.modelservice.e2e.assertions.ModelServiceAssert;
import dev.modelservice.e2e.gateway.Client;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * A golden set finds what no count of errors does: wrong answers; and it lets through what answers nearly alike.
 */
class GoldenE2E {
    @RegisterExtension
    static final Kind KIND = new Kind(Gateway.VALUES);

    private static final Vertx VERTX = Vertx.vertx();

    private static final int REQUESTS = Integer.getInteger("requests", 3_000);

    private static Sums models;

    @BeforeAll
    static void buildTheServersImage() {
        models = Sums.on(KIND, VERTX);
    }

    @AfterAll
    static void leave() {
        Client.get(VERTX.close());
    }

    @Test
    void oneThatAnswersWronglyGoesBackBeforeItGetsAnyRequest() {
        var user = KIND.user("wrong");
        user.apply("""
                apiVersion: v1
                kind: ConfigMap
                metadata: {name: sums-golden}
                data:
                  case.json: |
                    {"request": {"inputs": [{"name": "x", "datatype": "FP64", "shape": [1, 3], "data": [1, 2, 3]}]},
                     "expected": {"outputs": [{"name": "sum", "datatype": "FP64", "shape": [1, 1], "data": [6.0]}]}}
                """);
        try (var crowd = models.serving(user);
                var deliveries = new Deliveries(user)) {
            user.apply(models.manifest("wrong", "0.05", "second").replace("      checks:\n", """
                      golden: {configMapRef: {name: sums-golden}, compare: Tolerance}
                      checks:
                      - {metric: goldenAccuracy, min: "1"}
                """.indent(0)));

            models.refused(user, Reason.ANALYSIS_FAILED, "goldenAccuracy");
            assertThat(crowd.awaitAnswers(200).stop().failures()).isEmpty();
            assertThat(deliveries.shares()).containsExactly("100", "100/0", "100");
        }
    }

    /**
     * The int8 sibling of a model answers nearly as that does: golden answers of the one, in an image, asked of the other. Under as many
     * requests as {@code -Drequests} says.
     */
    @Test
    void aSmallerModelProvesThatItAnswersAlike() {
        var user = KIND.user("minilm");
        user.apply(minilm("minilm"));
        user.await("minilm", ModelServiceAssert::isReady);
        var old = user.stableOf("minilm");
        var gateway = Gateway.of(KIND);
        gateway.client(VERTX).awaitServedByAll("minilm." + user.namespace(), "/v2");
        var question = new Question(
                gateway.node(),
                gateway.http(),
                "minilm." + user.namespace(),
                "/v2/models/minilm/infer",
                Buffer.buffer("""
                        {"inputs": [{"name": "text", "datatype": "BYTES", "shape": [1], "data": ["a sentence"]}]}"""),
                answer -> answer.contains("embedding"));

        try (var crowd = Crowd.keepingConnections(VERTX, question, 8).awaitAnswers(50)) {
            user.apply(minilm("minilm-int8"));

            user.await(() -> assertThat(user.stableOf("minilm")).isNotEqualTo(old));
            crowd.awaitAnswers(Math.max(100, REQUESTS - crowd.answered()));
            assertThat(crowd.stop().failures()).isEmpty();
            var rollout = Objects.requireNonNull(
                    user.modelService("minilm").require().getStatus().rollout());
            assertThat(rollout.verdicts())
                    .extracting(verdict -> verdict.metric() + " " + verdict.verdict())
                    .containsExactlyInAnyOrder("goldenAccuracy Pass", "goldenSimilarity Pass", "errorPercent Pass");
            rollout.verdicts().forEach(System.out::println);
            System.out.println("minilm: " + crowd.answered() + " answers, no failure");
        }
    }

    private static String minilm(String model) {
        return """
                apiVersion: modelservice.dev/v1alpha1
                kind: ModelService
                metadata: {name: minilm}
                spec:
                  model: {uri: "oci://modelservice.dev/models/%s:1.0"}
                  resources:
                    requests: {cpu: 100m, memory: 256Mi}
                    limits: {memory: 1Gi}
                  rollout:
                    scaleDownDelaySeconds: 5
                    steps: [{weight: 30, holdSeconds: 5}]
                    analysis:
                      intervalSeconds: 2
                      golden: {uri: "oci://modelservice.dev/golden/minilm:1.0", compare: Cosine, bound: "0.9"}
                      checks:
                      - {metric: goldenAccuracy, min: "1"}
                      - {metric: goldenSimilarity, min: "0.9"}
                      - {metric: errorPercent, max: "5"}
                """.formatted(model);
    }
}
