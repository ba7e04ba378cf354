package dev.modelservice.e2e.stories;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modelservice.e2e.actors.ClusterUser;
import dev.modelservice.e2e.assertions.ModelServiceAssert;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Somebody deletes or edits what the operator made. Within seconds it is as it was. */
class DriftIT {
    @RegisterExtension
    static final Stage STAGE = new Stage();

    @ParameterizedTest
    @ValueSource(strings = {"Deployment", "Service", "PodDisruptionBudget", "ServiceAccount", "NetworkPolicy"})
    void aDeletedObjectComesBack(String kind) {
        var user = readyUser();
        var object = object(user, kind);
        String uid = object.get().getMetadata().getUid();

        object.delete();

        user.await(() -> assertThat(object.get())
                .isNotNull()
                .extracting(found -> found.getMetadata().getUid())
                .isNotEqualTo(uid));
        user.await("minilm", ModelServiceAssert::isReady);
    }

    @Test
    void aForeignImageIsReplaced() {
        var user = readyUser();
        String image = image(user);

        user.deploymentOf("minilm").edit(deployment -> {
            deployment
                    .getSpec()
                    .getTemplate()
                    .getSpec()
                    .getContainers()
                    .getFirst()
                    .setImage("example.org/other");
            return deployment;
        });

        user.await(() -> assertThat(image(user)).isEqualTo(image));
        user.await("minilm", ModelServiceAssert::isReady);
    }

    @Test
    void aDeploymentScaledBehindOurBackIsScaledBack() {
        var user = readyUser();

        user.deploymentOf("minilm").scale(5);

        user.await(() -> assertThat(user.deploymentOf("minilm").get().getSpec().getReplicas())
                .isEqualTo(2));
        user.await("minilm", it -> it.isReady().hasReadyReplicas(2));
    }

    @Test
    void aServiceThatLeadsElsewhereIsLedBack() {
        var user = readyUser();
        var selector = user.service("minilm").get().getSpec().getSelector();

        user.service("minilm").edit(service -> {
            service.getSpec().setSelector(Map.of("app", "other"));
            return service;
        });

        user.await(() ->
                assertThat(user.service("minilm").get().getSpec().getSelector()).isEqualTo(selector));
    }

    @Test
    void aStrippedLabelComesBack() {
        var user = readyUser();

        user.service("minilm").edit(service -> {
            service.getMetadata().getLabels().remove("app.kubernetes.io/managed-by");
            return service;
        });

        user.await(() -> assertThat(user.service("minilm").get().getMetadata().getLabels())
                .containsEntry("app.kubernetes.io/managed-by", "modelservice-operator"));
    }

    @Test
    void anAddedLabelStays() {
        var user = readyUser();
        user.service("minilm").edit(service -> {
            service.getMetadata().getLabels().put("example.org/mine", "yes");
            return service;
        });

        user.scale("minilm", 3);

        user.await("minilm", it -> it.isReady().hasReadyReplicas(3));
        assertThat(user.service("minilm").get().getMetadata().getLabels()).containsEntry("example.org/mine", "yes");
    }

    private static ClusterUser readyUser() {
        var user = STAGE.user("drift");
        user.apply(Models.modelService("minilm", Models.GOOD, 2));
        user.await("minilm", it -> it.isReady().hasReadyReplicas(2));
        return user;
    }

    private static String image(ClusterUser user) {
        return Objects.requireNonNull(user.deploymentOf("minilm").get())
                .getSpec()
                .getTemplate()
                .getSpec()
                .getContainers()
                .getFirst()
                .getImage();
    }

    private static Resource<? extends HasMetadata> object(ClusterUser user, String kind) {
        var client = user.client();
        return switch (kind) {
            case "Deployment" -> user.deploymentOf("minilm");
            case "Service" -> user.service("minilm");
            case "PodDisruptionBudget" ->
                client.policy()
                        .v1()
                        .podDisruptionBudget()
                        .inNamespace(user.namespace())
                        .withName("minilm");
            case "ServiceAccount" ->
                client.serviceAccounts().inNamespace(user.namespace()).withName("modelservice-runtime");
            default ->
                client.network().networkPolicies().inNamespace(user.namespace()).withName("modelservice-runtime");
        };
    }
}
