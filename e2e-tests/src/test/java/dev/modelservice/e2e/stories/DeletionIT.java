package dev.modelservice.e2e.stories;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modelservice.e2e.actors.ClusterUser;
import dev.modelservice.e2e.assertions.ModelServiceAssert;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.OwnerReference;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Somebody deletes a ModelService. Nothing of it stays; what models share stays as long as one of them does. */
class DeletionIT {
    private static final List<Kind> KINDS = List.of(
            new Kind("apps/v1", "ControllerRevision"),
            new Kind("apps/v1", "Deployment"),
            new Kind("apps/v1", "ReplicaSet"),
            new Kind("v1", "Pod"),
            new Kind("v1", "Service"),
            new Kind("v1", "ServiceAccount"),
            new Kind("networking.k8s.io/v1", "NetworkPolicy"),
            new Kind("policy/v1", "PodDisruptionBudget"));

    private static final Set<String> OF_A_REVISION = Set.of("ControllerRevision", "Deployment", "ReplicaSet", "Pod");

    @RegisterExtension
    static final Stage STAGE = new Stage();

    @Test
    void theLastOneLeavesNothing() {
        var user = STAGE.user("deletion");
        user.apply(Models.modelService("minilm", Models.GOOD, 2));
        user.await("minilm", it -> it.isReady().hasReadyReplicas(2));
        assertThat(ours(user)).isNotEmpty();

        user.delete("minilm");

        user.await(() -> assertThat(ours(user)).isEmpty());
        assertThat(user.modelService("minilm").get()).isNull();
    }

    @Test
    void whatModelsShareStaysWithTheOther() {
        var user = STAGE.user("deletion");
        user.apply(Models.modelService("first", Models.GOOD));
        user.await("first", ModelServiceAssert::isReady);
        user.apply(Models.modelService("second", Models.GOOD));
        user.await("second", ModelServiceAssert::isReady);

        user.delete("first");

        user.await(() -> assertThat(user.podsOf("first")).isEmpty());
        user.await(() -> assertThat(ours(user))
                .containsExactlyInAnyOrder(
                        "ControllerRevision second",
                        "Deployment second",
                        "ReplicaSet second",
                        "Service second",
                        "ServiceAccount modelservice-runtime",
                        "NetworkPolicy modelservice-runtime",
                        "Pod second"));
        user.await("second", ModelServiceAssert::isReady);
    }

    @Test
    void whatModelsShareStaysWhenBothItsOwnersGoAtOnce() {
        var user = STAGE.user("deletion");
        for (String name : List.of("first", "second", "third")) {
            user.apply(Models.modelService(name, Models.GOOD));
            user.await(name, ModelServiceAssert::isReady);
        }
        var account =
                user.client().serviceAccounts().inNamespace(user.namespace()).withName("modelservice-runtime");

        user.delete("first");
        user.delete("second");

        user.await(() -> {
            assertThat(user.podsOf("first")).isEmpty();
            assertThat(user.podsOf("second")).isEmpty();
            assertThat(account.get()).isNotNull();
            assertThat(account.get().getMetadata().getOwnerReferences())
                    .extracting(OwnerReference::getName)
                    .containsExactly("third");
        });
        user.await("third", ModelServiceAssert::isReady);
    }

    /** Kind and name; what belongs to a revision by its ModelService. */
    private static List<String> ours(ClusterUser user) {
        return KINDS.stream()
                .flatMap(kind -> user
                        .client()
                        .genericKubernetesResources(kind.apiVersion(), kind.kind())
                        .inNamespace(user.namespace())
                        .withLabel("app.kubernetes.io/managed-by", "modelservice-operator")
                        .list()
                        .getItems()
                        .stream())
                .map(DeletionIT::name)
                .toList();
    }

    private static String name(HasMetadata object) {
        String name = OF_A_REVISION.contains(object.getKind())
                ? object.getMetadata().getLabels().get("app.kubernetes.io/instance")
                : object.getMetadata().getName();
        return object.getKind() + " " + name;
    }

    private record Kind(String apiVersion, String kind) {}
}
