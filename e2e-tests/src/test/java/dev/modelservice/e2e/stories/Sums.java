package dev.modelservice.e2e.stories;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modelservice.api.v1alpha1.ConditionType;
import dev.modelservice.api.v1alpha1.ModelServiceStatus;
import dev.modelservice.api.v1alpha1.Reason;
import dev.modelservice.e2e.actors.ClusterUser;
import dev.modelservice.e2e.actors.Crowd;
import dev.modelservice.e2e.actors.Question;
import dev.modelservice.e2e.assertions.ModelServiceAssert;
import dev.modelservice.e2e.cluster.Repository;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/** A model that adds numbers, in a server that is as good or bad as it is told to be, behind the real gateway. */
record Sums(Kind kind, Vertx vertx, String image) {

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

    /** Its image is put on the cluster's node. */
    static Sums on(Kind kind, Vertx vertx) {
        return new Sums(
                kind, vertx, kind.cluster().load(PYTHON.resolve("kserve/build").toString()));
    }

    /** Clients ask the first revision. */
    Crowd serving(ClusterUser user) {
        served(user);
        return Crowd.keepingConnections(vertx, question(user), 16).awaitAnswers(100);
    }

    void served(ClusterUser user) {
        user.apply(manifest("good", "0.05", "first"));
        user.await("sums", ModelServiceAssert::isReady);
        var gateway = Gateway.of(kind);
        gateway.client(vertx).awaitServedByAll("sums." + user.namespace(), "/");
    }

    Question question(ClusterUser user) {
        var gateway = Gateway.of(kind);
        return new Question(
                gateway.node(),
                gateway.http(),
                "sums." + user.namespace(),
                "/v2/models/sums/infer",
                Buffer.buffer("""
                        {"inputs": [{"name": "x", "datatype": "FP64", "shape": [1, 3], "data": [1, 2, 3]}]}"""),
                answer -> answer.contains("6.0"));
    }

    /** The new revision went back, for this cause; the old one serves. */
    void refused(ClusterUser user, Reason reason, String cause) {
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

    static ModelServiceStatus status(ClusterUser user) {
        return Objects.requireNonNull(user.modelService("sums").require().getStatus());
    }

    /** A canary of two steps by errors and latency. */
    String manifest(String mode, String delay, String version) {
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
