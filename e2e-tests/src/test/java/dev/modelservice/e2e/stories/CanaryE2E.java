package dev.modelservice.e2e.stories;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.modelservice.api.v1alpha1.ConditionType;
import dev.modelservice.api.v1alpha1.ModelServiceStatus;
import dev.modelservice.api.v1alpha1.Reason;
import dev.modelservice.e2e.actors.ClusterUser;
import dev.modelservice.e2e.actors.Crowd;
import dev.modelservice.e2e.actors.Deliveries;
import dev.modelservice.e2e.actors.Question;
import dev.modelservice.e2e.assertions.ModelServiceAssert;
import dev.modelservice.e2e.cluster.Repository;
import dev.modelservice.e2e.gateway.Client;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * New revisions under load, with real pods behind the real gateway: a good one is promoted by itself, and each bad one goes back with
 * its cause, while clients see no more of it than its share allows.
 */
class CanaryE2E {
    @RegisterExtension
    static final Kind KIND = new Kind(Gateway.VALUES);

    private static final Vertx VERTX = Vertx.vertx();
    private static final Path PYTHON = Path.of("e2e-tests/src/test/python");
    private static final String CANARY = """
              rollout:
                scaleDownDelaySeconds: 5
                progressDeadlineSeconds: 20
                steps:
                - {weight: 20, holdSeconds: 10}
                - {weight: 50, holdSeconds: 5}
                analysis:
                  intervalSeconds: 2
                  minRequests: 50
                  checks:
                  - {metric: errorPercent, max: "1"}
                  - {metric: latencyP95Millis, maxRatioToStable: "1.5"}
            """;

    private static String image = "";

    @BeforeAll
    static void buildTheServersImage() {
        image = KIND.cluster().load(PYTHON.resolve("kserve/build").toString());
    }

    @AfterAll
    static void leave() {
        Client.get(VERTX.close());
    }

    @Test
    void aGoodRevisionProvesItselfAndIsPromotedByItself() {
        var user = KIND.user("good");
        try (var crowd = serving(user);
                var deliveries = new Deliveries(user)) {
            var old = user.stableOf("sums");

            user.apply(sums("good", "0.05", "second"));

            user.await(() -> assertThat(user.stableOf("sums")).isNotEqualTo(old));
            var rollout = Objects.requireNonNull(status(user).rollout());
            assertThat(rollout.verdicts())
                    .hasSize(2)
                    .allSatisfy(verdict -> assertThat(verdict.verdict()).isEqualTo("Pass"));
            crowd.awaitAnswers(500);
            assertThat(crowd.stop().failures()).isEmpty();
            deliveries.wereRight();
            assertThat(deliveries.shares()).containsExactly("100", "100/0", "80/20", "50/50", "100");
            rollout.verdicts().forEach(System.out::println);
            System.out.println("good: " + crowd.answered() + " answers, no failure");
        }
    }

    @Test
    void ofAHundredThousandRequestsNoneIsLostByACanary() {
        var user = KIND.user("many");
        var rollout = """
                  rollout:
                    scaleDownDelaySeconds: 5
                    steps: [{weight: 10, holdSeconds: 15}, {weight: 50, holdSeconds: 15}]
                    analysis: {checks: [{metric: errorPercent, max: "1"}]}
                """;
        user.apply(Models.dense(1, "one", "{}") + rollout);
        user.await("dense", ModelServiceAssert::isReady);
        var gateway = Gateway.of(KIND);
        gateway.client(VERTX).awaitServedByAll("dense." + user.namespace(), "/v2");
        var old = user.stableOf("dense");

        try (var crowd = Crowd.keepingConnections(VERTX, gateway.ask(user, "dense"), 64)) {
            crowd.awaitAnswers(1000);
            user.apply(Models.dense(1, "two", "{}") + rollout);

            user.await(() -> assertThat(user.stableOf("dense")).isNotEqualTo(old));
            user.await(() -> assertThat(user.deployment(old).get()).isNull());
            crowd.awaitAnswers(Math.max(1000, 100_000 - crowd.answered()));
            assertThat(crowd.stop().failures()).isEmpty();
            var byNew = crowd.answers().stream()
                    .filter(answer -> !answer.revision().equals(old))
                    .count();
            System.out.printf("%d answers, %d by the new revision, no failure%n", crowd.answered(), byNew);
        }
    }

    @Test
    void oneThatFailsAFifthOfItsRequestsGoesBack() {
        var user = KIND.user("errors");
        try (var crowd = serving(user)) {
            user.apply(sums("errors", "0.05", "second"));

            refused(user, Reason.ANALYSIS_FAILED, "errorPercent");
            crowd.awaitAnswers(200);
            var failures = crowd.stop().failures();
            assertThat(failures).isNotEmpty().allMatch(failure -> failure.startsWith("500"));
            System.out.printf("errors: %d of %d%n", failures.size(), crowd.answered() + failures.size());
            assertThat(failures.size())
                    .as("a fifth of a fifth")
                    .isLessThan((crowd.answered() + failures.size()) / 25 * 2);
        }
    }

    @Test
    void oneThatIsSlowerGoesBackAndNoRequestFails() {
        var user = KIND.user("slow");
        try (var crowd = serving(user)) {
            user.apply(sums("good", "0.2", "second"));

            refused(user, Reason.ANALYSIS_FAILED, "latencyP95Millis");
            assertThat(crowd.awaitAnswers(200).stop().failures()).isEmpty();
        }
    }

    @Test
    void oneThatNeverBecomesReadyGoesBackAndNobodyNotices() {
        var user = KIND.user("never");
        try (var crowd = serving(user);
                var deliveries = new Deliveries(user)) {
            user.apply(sums("never-ready", "0.05", "second"));

            refused(user, Reason.PROGRESS_DEADLINE_EXCEEDED, "0 of 1 pods");
            assertThat(crowd.awaitAnswers(200).stop().failures()).isEmpty();
            assertThat(deliveries.shares()).containsExactly("100", "100/0", "100");
        }
    }

    @Test
    void oneThatCrashesAfterAWhileGoesBack() {
        var user = KIND.user("crashes");
        try (var crowd = serving(user)) {
            user.apply(sums("crashes", "0.05", "second").replace("holdSeconds: 10", "holdSeconds: 120"));

            refused(user, Reason.CRASH_LOOPING, "exit code 3");
            crowd.awaitAnswers(200).stop();
            System.out.println("crashes: " + crowd.failures().size() + " of " + crowd.answered());
            assertThat(crowd.failures())
                    .as("only what its pod had accepted when it ended")
                    .hasSizeLessThanOrEqualTo(16);
        }
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
        try (var crowd = serving(user);
                var deliveries = new Deliveries(user)) {
            user.apply(sums("wrong", "0.05", "second").replace("      checks:\n", """
                      golden: {configMapRef: {name: sums-golden}, compare: Tolerance}
                      checks:
                      - {metric: goldenAccuracy, min: "1"}
                """.indent(0)));

            refused(user, Reason.ANALYSIS_FAILED, "goldenAccuracy");
            assertThat(crowd.awaitAnswers(200).stop().failures()).isEmpty();
            assertThat(deliveries.shares()).containsExactly("100", "100/0", "100");
        }
    }

    /** The int8 sibling of a model answers nearly as that does: golden answers of the one, asked of the other. */
    @Test
    void aSmallerModelProvesThatItAnswersAlike() {
        var user = KIND.user("minilm");
        user.apply(golden(Recorded.read("minilm/minilm.answers.json")));
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
            assertThat(crowd.awaitAnswers(100).stop().failures()).isEmpty();
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
                      golden: {configMapRef: {name: golden}, compare: Cosine, bound: "0.9"}
                      checks:
                      - {metric: goldenAccuracy, min: "1"}
                      - {metric: goldenSimilarity, min: "0.9"}
                      - {metric: errorPercent, max: "5"}
                """.formatted(model);
    }

    private static String golden(Recorded recorded) {
        var cases = new StringBuilder("""
                apiVersion: v1
                kind: ConfigMap
                metadata: {name: golden}
                data:
                """);
        var sentences = recorded.sentences();
        for (int i = 0; i < 4; i++) {
            var vector = recorded.rows("embedding").get(i);
            cases.append("  case-%d.json: |\n    ".formatted(i))
                    .append("""
                            {"request": {"inputs": [{"name": "text", "datatype": "BYTES", "shape": [1], "data": [%s]}]},\
                             "expected": {"outputs": [{"name": "embedding", "datatype": "FP32", "shape": [1, %d], "data": %s}]}}
                            """.formatted(TextNode.valueOf(sentences.get(i)), vector.size(), vector));
        }
        return cases.toString();
    }

    @Test
    void withoutRequestsItWaitsAndWithThemItGoesOn() {
        var user = KIND.user("idle");
        served(user);
        var old = user.stableOf("sums");
        user.apply(sums("good", "0.05", "second"));
        user.await(
                () -> assertThat(Objects.requireNonNull(status(user).rollout()).phase())
                        .isEqualTo("Inconclusive"));
        user.await("sums", it -> it.isReady().says(ConditionType.RECONCILING, true, Reason.ANALYSIS_INCONCLUSIVE));
        assertThat(user.stableOf("sums")).isEqualTo(old);

        try (var crowd = Crowd.keepingConnections(VERTX, question(user), 16)) {
            user.await(() -> assertThat(user.stableOf("sums")).isNotEqualTo(old));
            assertThat(crowd.stop().failures()).isEmpty();
        }
    }

    private static void refused(ClusterUser user, Reason reason, String cause) {
        var service = user.await(
                "sums",
                it -> it.isReady()
                        .says(ConditionType.STALLED, true)
                        .says(ConditionType.ROLLOUT_HEALTHY, false, reason));
        var rollout = Objects.requireNonNull(service.getStatus().rollout());
        System.out.println(rollout.message());
        assertThat(rollout.message()).contains(cause);
        assertThat(rollout.refusedRevision()).isNotEqualTo(service.getStatus().stableRevision());
    }

    private static Crowd serving(ClusterUser user) {
        served(user);
        return Crowd.keepingConnections(VERTX, question(user), 16).awaitAnswers(100);
    }

    private static void served(ClusterUser user) {
        user.apply(sums("good", "0.05", "first"));
        user.await("sums", ModelServiceAssert::isReady);
        var gateway = Gateway.of(KIND);
        gateway.client(VERTX).awaitServedByAll("sums." + user.namespace(), "/");
    }

    private static Question question(ClusterUser user) {
        var gateway = Gateway.of(KIND);
        return new Question(
                gateway.node(),
                gateway.http(),
                "sums." + user.namespace(),
                "/v2/models/sums/infer",
                Buffer.buffer("""
                        {"inputs": [{"name": "x", "datatype": "FP64", "shape": [1, 3], "data": [1, 2, 3]}]}"""),
                answer -> answer.contains("6.0"));
    }

    private static ModelServiceStatus status(ClusterUser user) {
        return Objects.requireNonNull(user.modelService("sums").require().getStatus());
    }

    private static String sums(String mode, String delay, String version) {
        return """
                apiVersion: modelservice.dev/v1alpha1
                kind: ModelService
                metadata: {name: sums}
                spec:
                  model: {uri: "oci://modelservice.dev/models/dense:1.0"}
                  runtime:
                    image: %s
                    command: [/usr/bin/python3.11, -c]
                    args:
                    - |
                %s
                    env:
                    - {name: MODE, value: %s}
                    - {name: DELAY_SECONDS, value: "%s"}
                    - {name: VERSION, value: %s}
                  resources:
                    requests: {cpu: 50m, memory: 64Mi}
                    limits: {memory: 256Mi}
                """.formatted(image, server().indent(6), mode, delay, version) + CANARY.indent(0);
    }

    private static String server() {
        try {
            return Files.readString(Repository.root().resolve(PYTHON).resolve("faulty/server.py"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
