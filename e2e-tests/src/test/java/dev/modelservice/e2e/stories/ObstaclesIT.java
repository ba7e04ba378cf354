package dev.modelservice.e2e.stories;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modelservice.api.v1alpha1.ConditionType;
import dev.modelservice.api.v1alpha1.Reason;
import dev.modelservice.e2e.actors.FakeKubelet;
import dev.modelservice.e2e.assertions.ModelServiceAssert;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The cluster or the model is in the way. A condition says what and what to do; when it is gone, all is well by itself. */
class ObstaclesIT {
    @RegisterExtension
    static final Stage STAGE = new Stage();

    @Test
    void aQuotaIsNamedAndWhenRaisedTheModelStarts() {
        var user = STAGE.user("quota");
        user.apply(quota(0));
        user.apply(Models.modelService("minilm", Models.GOOD));
        user.await("minilm", it -> it.isNotReady(Reason.QUOTA_EXCEEDED).explains("few-pods", "raise the quota"));

        user.apply(quota(5));

        // The ReplicaSet controller tries again after a growing delay; a change of the pods makes it try now.
        user.scale("minilm", 2);
        user.await("minilm", it -> it.isReady().hasReadyReplicas(2));
    }

    @Test
    void aForeignDeploymentOfTheNameIsNotTakenOver() {
        var user = STAGE.user("taken");
        user.apply(Models.modelService("minilm", Models.GOOD));
        user.await("minilm", ModelServiceAssert::isReady);
        var name = user.stableOf("minilm");
        user.delete("minilm");
        user.await(() -> assertThat(user.deployment(name).get()).isNull());
        user.apply("""
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: %s, labels: {owner: somebody}}
                spec:
                  replicas: 0
                  selector: {matchLabels: {app: other}}
                  template:
                    metadata: {labels: {app: other}}
                    spec: {containers: [{name: main, image: example.org/other}]}
                """.formatted(name));
        var foreign = user.deployment(name).get();

        user.apply(Models.modelService("minilm", Models.GOOD));

        user.await(
                "minilm",
                it -> it.isNotReady(Reason.NAME_TAKEN)
                        .says(ConditionType.STALLED, true)
                        .explains("Deployment", name));
        var now = Objects.requireNonNull(user.deployment(name).get());
        assertThat(now.getSpec()).isEqualTo(foreign.getSpec());
        assertThat(now.getMetadata().getOwnerReferences()).isEmpty();
        assertThat(now.getMetadata().getLabels())
                .isEqualTo(foreign.getMetadata().getLabels());
        user.deployment(name).delete();
        user.await("minilm", ModelServiceAssert::isReady);
    }

    @Test
    void aForeignServiceOfTheNameIsNotTakenOver() {
        var user = STAGE.user("taken");
        user.apply("""
                apiVersion: v1
                kind: Service
                metadata: {name: minilm, labels: {owner: somebody}}
                spec: {selector: {app: other}, ports: [{port: 7}]}
                """);
        var foreign = user.service("minilm").get();

        user.apply(Models.modelService("minilm", Models.GOOD));

        user.await("minilm", it -> it.isNotReady(Reason.NAME_TAKEN).explains("Service", "minilm"));
        assertThat(user.service("minilm").get().getSpec()).isEqualTo(foreign.getSpec());
        user.service("minilm").delete();
        user.await("minilm", ModelServiceAssert::isReady);
    }

    @Test
    void aForeignServiceAccountOfTheSharedNameIsNotTakenOver() {
        var user = STAGE.user("taken");
        user.apply("""
                apiVersion: v1
                kind: ServiceAccount
                metadata: {name: modelservice-runtime, labels: {owner: somebody}}
                """);

        user.apply(Models.modelService("minilm", Models.GOOD));

        user.await("minilm", it -> it.isNotReady(Reason.NAME_TAKEN).explains("ServiceAccount", "modelservice-runtime"));
        var account =
                user.client().serviceAccounts().inNamespace(user.namespace()).withName("modelservice-runtime");
        assertThat(account.get().getMetadata().getLabels()).isEqualTo(Map.of("owner", "somebody"));
        account.delete();
        user.await("minilm", ModelServiceAssert::isReady);
    }

    @Test
    void aForeignNetworkPolicyOfTheSharedNameIsNotTakenOver() {
        var user = STAGE.user("taken");
        user.apply("""
                apiVersion: networking.k8s.io/v1
                kind: NetworkPolicy
                metadata: {name: modelservice-runtime, labels: {owner: somebody}}
                spec: {podSelector: {matchLabels: {app: other}}, policyTypes: [Egress]}
                """);

        user.apply(Models.modelService("minilm", Models.GOOD));

        user.await("minilm", it -> it.isNotReady(Reason.NAME_TAKEN).explains("NetworkPolicy", "modelservice-runtime"));
        var policy = user.client()
                .network()
                .networkPolicies()
                .inNamespace(user.namespace())
                .withName("modelservice-runtime");
        assertThat(policy.get().getMetadata().getLabels()).isEqualTo(Map.of("owner", "somebody"));
        assertThat(policy.get().getSpec().getPolicyTypes()).containsExactly("Egress");
        policy.delete();
        user.await("minilm", ModelServiceAssert::isReady);
    }

    @Test
    void aClaimThatIsMissingIsNamedAndWhenBoundTheModelStarts() {
        var user = STAGE.user("claim");
        user.apply(Models.modelService("minilm", "pvc://models/minilm"));
        user.await("minilm", it -> it.isNotReady(Reason.MODEL_CLAIM_MISSING).explains("models"));

        user.apply("""
                apiVersion: v1
                kind: PersistentVolumeClaim
                metadata: {name: models}
                spec:
                  accessModes: [ReadWriteMany]
                  storageClassName: ""
                  volumeName: %1$s
                  resources: {requests: {storage: 1Gi}}
                ---
                apiVersion: v1
                kind: PersistentVolume
                metadata: {name: %1$s}
                spec:
                  accessModes: [ReadWriteMany]
                  capacity: {storage: 1Gi}
                  claimRef: {name: models, namespace: %1$s}
                  nfs: {server: nfs.example, path: /models}
                """.formatted(user.namespace()));

        user.await("minilm", ModelServiceAssert::isReady);
    }

    @ParameterizedTest
    @CsvSource({
        "ModelNotFound, MODEL_NOT_FOUND",
        "ModelUnreachable, MODEL_UNREACHABLE",
        "ModelForbidden, MODEL_FORBIDDEN",
        "ModelCorrupt, MODEL_CORRUPT",
        "ModelTooLarge, MODEL_TOO_LARGE"
    })
    void whatTheFetcherSaysIsToldAndGoneWhenMended(String told, Reason reason) {
        var user = STAGE.user("fetch");
        var kubelet = new FakeKubelet(user);
        user.apply(Models.modelService("minilm", Models.FETCHED));

        kubelet.fetchFails("minilm", told, "the cause and the mend");

        user.await("minilm", it -> it.isNotReady(reason).explains("the cause and the mend"));
        kubelet.becomesReady("minilm");
        user.await("minilm", ModelServiceAssert::isReady);
    }

    @Test
    void aModelImageThatIsNotThereIsNamed() {
        var user = STAGE.user("pull");
        var kubelet = new FakeKubelet(user);
        user.apply(Models.modelService("minilm", Models.PULLED));
        String reference = Models.PULLED.substring("oci://".length());

        kubelet.pullFails(
                "minilm",
                "Back-off pulling image \"%s\": ErrImagePull: failed to resolve reference \"%s\": %s: not found"
                        .formatted(reference, reference, reference));

        user.await("minilm", it -> it.isNotReady(Reason.MODEL_NOT_FOUND).explains("model image"));
        kubelet.becomesReady("minilm");
        user.await("minilm", ModelServiceAssert::isReady);
    }

    @Test
    void aRuntimeWithoutEnoughMemorySaysSo() {
        var user = STAGE.user("memory");
        user.apply(Models.modelService("minilm", Models.PULLED));

        new FakeKubelet(user).runtimeEnds("minilm", 137, "OOMKilled", "");

        user.await("minilm", it -> it.isNotReady(Reason.OUT_OF_MEMORY).explains("resources.limits.memory"));
    }

    @Test
    void aModelThatTheRuntimeCannotLoadIsExplainedInTheRuntimesWords() {
        var user = STAGE.user("invalid");
        user.apply(Models.modelService("minilm", Models.PULLED));

        new FakeKubelet(user)
                .runtimeEnds(
                        "minilm", 1, "Error", "{\"reason\":\"ModelInvalid\",\"message\":\"model.onnx is no ONNX\"}");

        user.await(
                "minilm",
                it -> it.isNotReady(Reason.MODEL_INVALID)
                        .says(ConditionType.STALLED, true)
                        .explains("model.onnx is no ONNX"));
    }

    @Test
    void aPodThatNoNodeCanTakeSaysWhatIsMissing() {
        var user = STAGE.user("place");

        user.apply(Models.modelService("minilm", Models.GOOD) + """
                  template: {spec: {nodeSelector: {example.org/gpu: "yes"}}}
                """);

        user.await(
                "minilm",
                it -> it.isNotReady(Reason.UNSCHEDULABLE)
                        .says(ConditionType.SCHEDULED, false)
                        .explains("node"));
    }

    private static String quota(int pods) {
        return """
                apiVersion: v1
                kind: ResourceQuota
                metadata: {name: few-pods}
                spec: {hard: {pods: "%d"}}
                """.formatted(pods);
    }
}
