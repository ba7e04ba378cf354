package dev.modelservice.e2e.stories;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modelservice.api.v1alpha1.ConditionType;
import dev.modelservice.api.v1alpha1.Reason;
import dev.modelservice.e2e.actors.Witness;
import dev.modelservice.e2e.assertions.ModelServiceAssert;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.OwnerReference;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Somebody applies a first ModelService. It becomes Ready; its Service leads to its pods; what the namespace's models
 * share is there; a second replica brings a PodDisruptionBudget.
 */
class FirstDeployIT {
    @RegisterExtension
    static final Stage STAGE = new Stage();

    @Test
    void aModelServiceBecomesReadyAndSaysWhereItAnswers() {
        var user = STAGE.user("first");

        user.apply(Models.modelService("minilm", Models.GOOD));

        var service = user.await(
                "minilm",
                it -> it.isReady()
                        .hasReadyReplicas(1)
                        .says(ConditionType.RECONCILING, false)
                        .says(ConditionType.STALLED, false)
                        .says(ConditionType.MODEL_LOADED, true)
                        .says(ConditionType.SCHEDULED, true));
        assertThat(service.getStatus().url()).isEqualTo("http://minilm.%s.svc.cluster.local", user.namespace());
        assertThat(service.getStatus().selector()).contains("app.kubernetes.io/instance=minilm");
    }

    @Test
    void itsObjectsBelongToIt() {
        var user = STAGE.user("first");

        user.apply(Models.modelService("minilm", Models.GOOD, 2));

        String uid =
                user.await("minilm", ModelServiceAssert::isReady).getMetadata().getUid();
        var budget = user.client()
                .policy()
                .v1()
                .podDisruptionBudget()
                .inNamespace(user.namespace())
                .withName("minilm");
        assertThat(Stream.<HasMetadata>of(
                        user.deploymentOf("minilm").get(),
                        user.service("minilm").get(),
                        budget.get()))
                .allSatisfy(child -> {
                    assertThat(child.getMetadata().getOwnerReferences())
                            .singleElement()
                            .returns(uid, OwnerReference::getUid)
                            .returns(true, OwnerReference::getController);
                    assertThat(child.getMetadata().getLabels())
                            .containsEntry("app.kubernetes.io/managed-by", "modelservice-operator")
                            .containsEntry("app.kubernetes.io/instance", "minilm");
                });
    }

    @Test
    void itsServiceLeadsToItsPods() {
        var user = STAGE.user("first");

        user.apply(Models.modelService("minilm", Models.GOOD));

        user.await("minilm", ModelServiceAssert::isReady);
        var port = user.service("minilm").get().getSpec().getPorts().getFirst();
        assertThat(port.getPort()).isEqualTo(80);
        assertThat(port.getName()).isEqualTo("http");
        user.await(() -> assertThat(user.client()
                        .discovery()
                        .v1()
                        .endpointSlices()
                        .inNamespace(user.namespace())
                        .withLabel("kubernetes.io/service-name", "minilm")
                        .list()
                        .getItems())
                .anySatisfy(slice -> {
                    assertThat(slice.getPorts()).anyMatch(endpoint -> endpoint.getPort() == 8080);
                    assertThat(slice.getEndpoints())
                            .anyMatch(endpoint -> endpoint.getConditions().getReady());
                }));
    }

    @Test
    void aPodHasAnIdentityWithoutRightsAndWithoutAToken() {
        var user = STAGE.user("first");

        user.apply(Models.modelService("minilm", Models.GOOD));

        user.await("minilm", ModelServiceAssert::isReady);
        assertThat(user.podsOf("minilm"))
                .extracting(pod -> pod.getSpec().getServiceAccountName())
                .containsExactly("modelservice-runtime");
        assertThat(user.podsOf("minilm"))
                .extracting(pod -> pod.getSpec().getAutomountServiceAccountToken())
                .containsExactly(false);
        assertThat(user.client()
                        .network()
                        .networkPolicies()
                        .inNamespace(user.namespace())
                        .withName("modelservice-runtime")
                        .get())
                .isNotNull();
    }

    @Test
    void theDigestOfAFetchedModelIsTold() {
        var user = STAGE.user("first");

        user.apply(Models.modelService("minilm", "https://models.example/minilm.onnx"));

        var service = user.await("minilm", ModelServiceAssert::isReady);
        assertThat(service.getStatus().modelDigest()).startsWith("sha256:8f434346648f6b96");
    }

    @Test
    void manyAtOnceInANewNamespaceRaiseNoFalseAlarm() {
        var user = STAGE.user("many");
        var names = IntStream.range(0, 20).mapToObj(number -> "model-" + number).toList();
        try (var witness = new Witness(user)) {

            names.parallelStream().forEach(name -> user.apply(Models.modelService(name, Models.GOOD)));

            names.forEach(name -> user.await(name, ModelServiceAssert::isReady));
            assertThat(witness.reasons()).isSubsetOf(Reason.STARTING.value(), Reason.SERVING.value());
        }
    }
}
