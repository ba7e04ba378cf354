package dev.modelservice.e2e.stories;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modelservice.api.v1alpha1.Reason;
import dev.modelservice.e2e.actors.ClusterUser;
import dev.modelservice.e2e.actors.Inference;
import dev.modelservice.e2e.actors.ModelHost;
import dev.modelservice.e2e.assertions.ModelServiceAssert;
import dev.modelservice.e2e.cluster.Repository;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Where models come from, and what the status says when they do not come. Every trouble is mended in the end. */
class SourcesE2E {
    @RegisterExtension
    static final Kind KIND = new Kind();

    private static final Path DENSE = Repository.root().resolve("examples/dense/model.onnx");

    @Test
    void aFileOverHttpsIsFetchedCheckedAndServed() throws IOException {
        var user = KIND.user("https");
        try (var host = ModelHost.start(KIND.cluster().hostAddress()).put("model.onnx", Files.readAllBytes(DENSE))) {
            user.apply(certificates(host));
            user.apply(fetched(host.uri("model.onnx"), digest(Files.readAllBytes(DENSE)), ""));
            var ready = user.await("dense", ModelServiceAssert::isReady);
            assertThat(ready.getStatus().modelDigest()).isEqualTo(digest(Files.readAllBytes(DENSE)));
            answers(user);
        }
    }

    @Test
    void otherBytesThanPinnedAreNeverServedUntilTheRightOnesAreThere() throws IOException {
        var user = KIND.user("corrupt");
        try (var host = ModelHost.start(KIND.cluster().hostAddress())
                .put("model.onnx", "not the model".getBytes(StandardCharsets.UTF_8))) {
            user.apply(certificates(host));
            user.apply(fetched(host.uri("model.onnx"), digest(Files.readAllBytes(DENSE)), ""));
            user.await("dense", service -> service.isNotReady(Reason.MODEL_CORRUPT));
            assertThat(user.podsOf("dense")).isNotEmpty();

            host.put("model.onnx", Files.readAllBytes(DENSE));
            user.await("dense", ModelServiceAssert::isReady);
            answers(user);
        }
    }

    @Test
    void aHostThatIsDownIsNamedAndTheModelComesWhenItIsBack() throws IOException {
        var user = KIND.user("unreachable");
        try (var host = ModelHost.start(KIND.cluster().hostAddress()).put("model.onnx", Files.readAllBytes(DENSE))) {
            host.goDown();
            user.apply(certificates(host));
            user.apply(fetched(host.uri("model.onnx"), null, ""));
            user.await(
                    "dense",
                    service -> service.isNotReady(Reason.MODEL_UNREACHABLE)
                            .explains(KIND.cluster().hostAddress()));

            host.comeBack();
            user.await("dense", ModelServiceAssert::isReady);
            answers(user);
        }
    }

    @Test
    void aMissingSecretIsNamedAndTheRightOneOpensTheDoor() throws IOException {
        var user = KIND.user("secret");
        try (var host = ModelHost.start(KIND.cluster().hostAddress())
                .put("model.onnx", Files.readAllBytes(DENSE))
                .demand("opensesame")) {
            user.apply(certificates(host));
            user.apply(fetched(host.uri("model.onnx"), null, "secretRef: {name: login}"));
            user.await(
                    "dense",
                    service -> service.isNotReady(Reason.REFERENCE_MISSING).explains("model.secretRef"));

            user.apply("""
                    apiVersion: v1
                    kind: Secret
                    metadata: {name: login}
                    stringData: {token: opensesame}
                    """);
            var ready = user.await("dense", ModelServiceAssert::isReady);
            assertThat(ready.getStatus().toString()).doesNotContain("opensesame");
            answers(user);
        }
    }

    @Test
    void whatIsNoModelIsSaidToBeNone() {
        var user = KIND.user("invalid");
        try (var host = ModelHost.start(KIND.cluster().hostAddress())
                .put("model.onnx", "not a model at all".getBytes(StandardCharsets.UTF_8))) {
            user.apply(certificates(host));
            user.apply(fetched(host.uri("model.onnx"), null, ""));
            user.await(
                    "dense", service -> service.isNotReady(Reason.MODEL_INVALID).explains("model.onnx"));
        }
    }

    @Test
    void anImageThatCannotBePulledIsNamedAndMended() {
        var user = KIND.user("oci");
        user.apply(Models.modelService("dense", "oci://registry.invalid/models/dense:1.0"));
        user.await(
                "dense",
                service -> service.isNotReady(Reason.MODEL_UNREACHABLE).explains("registry.invalid/models/dense:1.0"));

        user.apply(Models.modelService("dense", "oci://modelservice.dev/models/dense:1.0"));
        user.await("dense", ModelServiceAssert::isReady);
    }

    @Test
    void aClaimIsMountedOnceItIsThere() {
        var user = KIND.user("claim");
        var folder = "/var/models-" + user.namespace();
        KIND.cluster().onNode("mkdir", "-p", folder + "/team-a");
        KIND.cluster().copyToNode(DENSE, folder + "/team-a/model.onnx");
        KIND.cluster().onNode("chmod", "-R", "a+rX", folder);
        user.apply(Models.modelService("dense", "pvc://models/team-a"));
        user.await(
                "dense",
                service -> service.isNotReady(Reason.MODEL_CLAIM_MISSING).explains("models"));

        user.apply("""
                apiVersion: v1
                kind: PersistentVolumeClaim
                metadata: {name: models}
                spec:
                  accessModes: [ReadOnlyMany]
                  storageClassName: ""
                  volumeName: %s
                  resources: {requests: {storage: 1Mi}}
                """.formatted(user.namespace()));
        user.client().resource("""
                apiVersion: v1
                kind: PersistentVolume
                metadata: {name: %s}
                spec:
                  accessModes: [ReadOnlyMany]
                  capacity: {storage: 1Mi}
                  storageClassName: ""
                  persistentVolumeReclaimPolicy: Retain
                  hostPath: {path: %s}
                """.formatted(user.namespace(), folder)).create();
        user.await("dense", ModelServiceAssert::isReady);
        answers(user);
        user.client().persistentVolumes().withName(user.namespace()).delete();
    }

    private static void answers(ClusterUser user) {
        var recorded = Recorded.read("dense/answers.json");
        assertThat(new Inference(user, "dense").predict(recorded.inputs())).hasSameSizeAs(recorded.inputs());
    }

    private static String certificates(ModelHost host) {
        return """
                apiVersion: v1
                kind: ConfigMap
                metadata: {name: our-ca}
                data:
                  ca.crt: |
                %s
                """.formatted(host.certificate().indent(4).stripTrailing());
    }

    private static String fetched(String uri, @org.jspecify.annotations.Nullable String digest, String more) {
        return """
                apiVersion: modelservice.dev/v1alpha1
                kind: ModelService
                metadata: {name: dense}
                spec:
                  model:
                    uri: %s
                    caRef: {name: our-ca}
                    %s
                    %s
                """.formatted(uri, digest == null ? "" : "digest: " + digest, more);
    }

    private static String digest(byte[] content) {
        try {
            return "sha256:"
                    + HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
