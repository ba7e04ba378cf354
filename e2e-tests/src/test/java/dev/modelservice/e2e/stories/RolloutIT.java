package dev.modelservice.e2e.stories;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modelservice.api.v1alpha1.ConditionType;
import dev.modelservice.api.v1alpha1.ModelServiceStatus;
import dev.modelservice.api.v1alpha1.Reason;
import dev.modelservice.api.v1alpha1.RolloutStatus;
import dev.modelservice.e2e.actors.ClusterUser;
import dev.modelservice.e2e.actors.Deliveries;
import dev.modelservice.e2e.actors.FakeGateway;
import dev.modelservice.e2e.actors.FakeKubelet;
import dev.modelservice.e2e.assertions.ModelServiceAssert;
import dev.modelservice.e2e.cluster.Binaries;
import dev.modelservice.e2e.cluster.OperatorProcess;
import dev.modelservice.e2e.cluster.Output;
import dev.modelservice.e2e.cluster.Users;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A new revision takes over step by step at a real API server; of the gateway there is only its EndpointSlice. */
class RolloutIT {
    private static final int KILLS = Integer.getInteger("kills", 5);

    @RegisterExtension
    static final Stage STAGE = new Stage();

    private static final String TWO_STEPS =
            "{steps: [{weight: 10, holdSeconds: 1}, {weight: 50, holdSeconds: 1}], scaleDownDelaySeconds: 0}";
    private static final String PAUSES = "{steps: [{weight: 10, pause: true}, {weight: 50, pause: true}]}";

    @BeforeAll
    static void noOtherOperator() {
        STAGE.alone();
    }

    @Test
    void aCanaryOfTwoStepsCostsEightWrites() {
        try (var gateway = new FakeGateway(STAGE.plane().admin())) {
            gateway.readyAt("10.9.0.1");
            var user = served("writes", TWO_STEPS);
            var old = user.stableOf("minilm");
            var mark = STAGE.mark();
            try (var deliveries = new Deliveries(user)) {

                user.apply(model("2.0", TWO_STEPS));

                user.await(() -> assertThat(user.stableOf("minilm")).isNotEqualTo(old));
                user.await(() -> assertThat(user.deployment(old).get()).isNull());
                user.await(() ->
                        assertThat(user.service(old).get()).as("goes with it").isNull());
                deliveries.wereRight();
                assertThat(deliveries.shares()).containsExactly("100", "100/0", "90/10", "50/50", "100");
            }
            var writes = STAGE.writesSince(mark, user);
            System.out.println("a canary of two steps: " + String.join(", ", writes));
            assertThat(writes)
                    .filteredOn(write -> !write.startsWith("create events"))
                    .hasSizeLessThanOrEqualTo(8);
        }
    }

    @Test
    void theVerbsSteerItAndEachIsHandledOnce() {
        try (var gateway = new FakeGateway(STAGE.plane().admin())) {
            gateway.readyAt("10.9.0.1");
            var user = served("verbs", PAUSES);
            var old = user.stableOf("minilm");
            user.apply(model("2.0", PAUSES));
            user.await(() -> assertThat(weight(user)).isEqualTo(10));
            var next = status(user).candidateRevision();

            accepted(user, "pause@1");
            accepted(user, "resume@2");
            accepted(user, "promote@3");
            user.await(() -> assertThat(weight(user)).isEqualTo(50));
            accepted(user, "abort@4");
            user.await(
                    "minilm",
                    it -> it.isReady()
                            .says(ConditionType.STALLED, true)
                            .says(ConditionType.ROLLOUT_HEALTHY, false, Reason.ROLLOUT_ABORTED));
            assertThat(rollout(user).refusedRevision()).isEqualTo(next);
            accepted(user, "retry@5");
            user.await(() -> assertThat(weight(user)).isEqualTo(10));
            accepted(user, "promote-full@6");
            user.await(() -> assertThat(user.stableOf("minilm")).isEqualTo(next));
            accepted(user, "undo@7");
            user.await(() -> assertThat(user.stableOf("minilm")).isEqualTo(old));
            user.await("minilm", it -> it.isReady().says(ConditionType.ROLLOUT_HEALTHY, false, Reason.ROLLOUT_UNDONE));

            annotate(user, "promte@8");
            user.await(() -> assertThat(status(user).handledAction())
                    .returns("promte@8", action -> action.action())
                    .returns(false, action -> action.accepted())
                    .satisfies(action -> assertThat(action.message()).contains("promote-full")));
            assertThat(user.modelService("minilm").get().getMetadata().getAnnotations())
                    .as("the operator does not write it")
                    .containsEntry("modelservice.dev/action", "promte@8");
        }
    }

    /** Crash loops and what cannot start roll back with their cause, and the stable revision is never touched. */
    @Test
    void aCandidateThatCannotStartIsRefusedWithItsCause() {
        try (var gateway = new FakeGateway(STAGE.plane().admin())) {
            gateway.readyAt("10.9.0.1");
            var user = served("refused", TWO_STEPS);
            var old = user.stableOf("minilm");
            var before = user.deployment(old).get().getMetadata();

            user.apply(Models.modelService("minilm", Models.PULLED) + "  rollout: " + TWO_STEPS + "\n");
            user.await(() -> assertThat(status(user).candidateRevision()).isNotNull());
            new FakeKubelet(user)
                    .runtimeEnds("minilm", 1, "Error", "{\"reason\":\"ModelInvalid\",\"message\":\"no ONNX\"}");

            user.await(
                    "minilm",
                    it -> it.isReady()
                            .says(ConditionType.STALLED, true)
                            .says(ConditionType.ROLLOUT_HEALTHY, false, Reason.MODEL_INVALID));
            assertThat(rollout(user).message()).contains("no ONNX", "retry");
            var after = user.deployment(old).get().getMetadata();
            assertThat(after.getUid()).isEqualTo(before.getUid());
            assertThat(after.getGeneration()).isEqualTo(before.getGeneration());
        }
    }

    /** The same manifest every moment, as a GitOps controller applies it. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aManifestThatIsAppliedAgainAndAgainChangesNothing(boolean serverSide) throws IOException {
        try (var gateway = new FakeGateway(STAGE.plane().admin())) {
            gateway.readyAt("10.9.0.1");
            var user = served("gitops", PAUSES);
            var manifest = model("2.0", PAUSES);
            user.apply(manifest);
            user.await(() -> assertThat(weight(user)).isEqualTo(10));
            annotate(user, "promote@1");
            user.await(() -> assertThat(weight(user)).isEqualTo(50));
            var command = apply(user, manifest, serverSide);
            Output.of(command);
            var mark = STAGE.mark();

            for (int i = 0; i < 20; i++) {
                Output.of(command);
            }
            served("meanwhile", "{}");

            assertThat(weight(user)).isEqualTo(50);
            assertThat(STAGE.writesSince(mark, user)).isEmpty();
        }
    }

    /** Undo reaches any kept revision, and more are not kept than the spec says. */
    @Test
    void asManyRevisionsAreKeptAsTheSpecSays() {
        try (var gateway = new FakeGateway(STAGE.plane().admin())) {
            gateway.readyAt("10.9.0.1");
            var rollout = "{revisionHistoryLimit: 2, scaleDownDelaySeconds: 0}";
            var user = served("history", rollout);
            for (String tag : List.of("2.0", "3.0", "4.0", "5.0")) {
                var before = user.stableOf("minilm");
                user.apply(model(tag, rollout));
                user.await(() -> assertThat(user.stableOf("minilm")).isNotEqualTo(before));
            }

            user.await(() -> assertThat(numbers(user)).containsExactlyInAnyOrder(3L, 4L, 5L));
            accepted(user, "undo/3@1");
            user.await(() -> assertThat(status(user).revisions())
                    .singleElement()
                    .satisfies(revision -> assertThat(revision.modelUri()).endsWith(":3.0")));
        }
    }

    /** As many kills as {@code -Dkills} says, each while ten rollouts are under way. */
    @Test
    void anOperatorThatIsKilledAtRandomMomentsChangesNothingInTheEnd() {
        try (var gateway = new FakeGateway(STAGE.plane().admin())) {
            gateway.readyAt("10.9.0.1");
            var operator = operator();
            var user = STAGE.newcomer("killed");
            var names =
                    IntStream.range(0, 10).mapToObj(number -> "model-" + number).toList();
            names.forEach(name -> user.apply(model(name, "1.0", TWO_STEPS)));
            names.forEach(name -> user.await(name, ModelServiceAssert::isReady));
            var seed = System.nanoTime();
            System.out.println("seed of the kills: " + seed);
            var random = new Random(seed);
            try (var deliveries = new Deliveries(user)) {
                for (int kill = 1; kill <= KILLS; kill++) {
                    var tag = "2." + kill;
                    var begun = System.nanoTime();
                    var wait = random.nextLong(1_500_000_000L);
                    names.forEach(name -> user.apply(model(name, tag, TWO_STEPS)));
                    Awaitility.await().until(() -> System.nanoTime() - begun > wait);
                    operator.kill9();
                    operator = operator();
                }
                names.forEach(name -> user.await(
                        name, it -> it.isReady().says(ConditionType.ROLLOUT_HEALTHY, true, Reason.ROLLOUT_COMPLETE)));
                names.forEach(name -> user.await(() -> assertThat(
                                user.modelService(name).require().getStatus().revisions())
                        .singleElement()
                        .satisfies(revision -> assertThat(revision.modelUri()).endsWith(":2." + KILLS))));
                deliveries.wereRight();
            }
            user.await(() -> assertThat(user.client()
                            .apps()
                            .deployments()
                            .inNamespace(user.namespace())
                            .list()
                            .getItems())
                    .as("one for each model")
                    .hasSize(names.size()));
        }
    }

    /** The command of a user. */
    private static List<String> apply(ClusterUser user, String manifest, boolean serverSide) throws IOException {
        var folder = STAGE.plane().folder();
        var file = Files.writeString(folder.resolve(user.namespace() + ".yaml"), manifest);
        var kubeconfig =
                STAGE.plane().access(Users.ADMIN).writeKubeconfig(folder.resolve(user.namespace() + ".kubeconfig"));
        return List.of(
                Binaries.of("kubernetes").path("kubectl").toString(),
                "--kubeconfig=" + kubeconfig,
                "--namespace=" + user.namespace(),
                "apply",
                "--server-side=" + serverSide,
                "--filename=" + file);
    }

    private static List<Long> numbers(ClusterUser user) {
        return user.client().apps().controllerRevisions().inNamespace(user.namespace()).list().getItems().stream()
                .map(revision -> revision.getRevision())
                .toList();
    }

    private static ClusterUser served(String story, String rollout) {
        var user = STAGE.user(story, operator());
        user.apply(model("1.0", rollout));
        user.await("minilm", ModelServiceAssert::isReady);
        return user;
    }

    private static String model(String tag, String rollout) {
        return model("minilm", tag, rollout);
    }

    private static String model(String name, String tag, String rollout) {
        return Models.modelService(name, "oci://registry.example/models/minilm:" + tag) + "  rollout: " + rollout
                + "\n";
    }

    private static void accepted(ClusterUser user, String action) {
        annotate(user, action);
        user.await(() -> assertThat(status(user).handledAction())
                .as(action)
                .isNotNull()
                .returns(action, handled -> handled.action())
                .returns(true, handled -> handled.accepted()));
    }

    private static void annotate(ClusterUser user, String action) {
        user.modelService("minilm").edit(service -> {
            service.getMetadata().getAnnotations().put("modelservice.dev/action", action);
            return service;
        });
    }

    private static ModelServiceStatus status(ClusterUser user) {
        return Objects.requireNonNull(user.modelService("minilm").require().getStatus());
    }

    private static RolloutStatus rollout(ClusterUser user) {
        return Objects.requireNonNull(status(user).rollout());
    }

    private static int weight(ClusterUser user) {
        var rollout = status(user).rollout();
        return rollout == null || rollout.actualWeight() == null ? 0 : rollout.actualWeight();
    }

    private static OperatorProcess operator() {
        return STAGE.start(OperatorProcess.Options.alone().withChartValue("gateway.enabled=true"))
                .awaitReady();
    }
}
