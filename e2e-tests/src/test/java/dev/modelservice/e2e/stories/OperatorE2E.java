package dev.modelservice.e2e.stories;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modelservice.api.v1alpha1.ModelService;
import dev.modelservice.e2e.actors.ClusterUser;
import dev.modelservice.e2e.actors.Inference;
import dev.modelservice.e2e.assertions.ModelServiceAssert;
import dev.modelservice.e2e.cluster.Chart;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The operator comes, goes and comes back: nothing that serves notices. */
class OperatorE2E {
    @RegisterExtension
    static final Kind KIND = new Kind();

    @Test
    void aKilledOperatorComesBackAndWritesNothing() {
        var user = KIND.user("restart");
        user.apply(Models.modelService("dense", "oci://modelservice.dev/models/dense:1.0"));
        user.await("dense", ModelServiceAssert::isReady);
        var before = versions(user);

        var killed = KIND.operators().getFirst();
        KIND.cluster().admin().resource(killed).withGracePeriod(0).delete();
        user.await(() -> assertThat(KIND.operators()).hasSize(1).allSatisfy(pod -> {
            assertThat(pod.getMetadata().getUid())
                    .isNotEqualTo(killed.getMetadata().getUid());
            assertThat(isReady(pod)).isTrue();
        }));

        // The new one works: it restores what is deleted. So it has seen, and not touched, everything else.
        user.service("dense").delete();
        user.await(() -> assertThat(user.service("dense").get()).isNotNull());
        assertThat(versions(user)).isEqualTo(before);
    }

    @Test
    void ofTwoOperatorsOneLeadsAndTheOtherFollows() {
        KIND.cluster().install("replicas=2");
        var user = KIND.user("leader");
        user.await(() -> assertThat(KIND.operators()).hasSize(2));
        user.await(() -> assertThat(leader()).isIn(names()));
        user.apply(Models.modelService("dense", "oci://modelservice.dev/models/dense:1.0"));
        user.await("dense", ModelServiceAssert::isReady);

        var first = leader();
        KIND.cluster()
                .admin()
                .pods()
                .inNamespace(Chart.NAMESPACE)
                .withName(first)
                .withGracePeriod(0)
                .delete();
        user.await(() -> assertThat(leader()).isNotEqualTo(first).isIn(names()));
        user.scale("dense", 2);
        user.await("dense", service -> service.isReady().hasReadyReplicas(2));
    }

    @Test
    void theChartIsUpgradedRemovedAndInstalledAgainUnderARunningModel() {
        var user = KIND.user("chart");
        user.apply(Models.modelService("dense", "oci://modelservice.dev/models/dense:1.0"));
        user.await("dense", ModelServiceAssert::isReady);
        var pod = user.podsOf("dense").getFirst().getMetadata().getUid();

        KIND.cluster().install("logLevel=DEBUG");
        KIND.cluster().uninstall();
        assertThat(KIND.cluster()
                        .admin()
                        .resources(ModelService.class)
                        .inNamespace(user.namespace())
                        .list()
                        .getItems())
                .as("Helm leaves the CRD and the users' objects")
                .hasSize(1);
        var inputs = Recorded.read("dense/answers.json").inputs();
        assertThat(Inference.atPod(user, "dense").predict(inputs))
                .as("the pod serves, though the gateway went with the chart")
                .hasSameSizeAs(inputs);

        KIND.cluster().install();
        assertThat(new Inference(user, "dense").predict(inputs)).hasSameSizeAs(inputs);
        user.scale("dense", 2);
        user.await("dense", service -> service.isReady().hasReadyReplicas(2));
        assertThat(user.podsOf("dense"))
                .extracting(running -> running.getMetadata().getUid())
                .contains(pod);
    }

    private static String leader() {
        var lease = KIND.cluster()
                .admin()
                .leases()
                .inNamespace(Chart.NAMESPACE)
                .withName("modelservice-operator")
                .get();
        return String.valueOf(lease == null ? null : lease.getSpec().getHolderIdentity());
    }

    private static List<String> names() {
        return KIND.operators().stream().map(pod -> pod.getMetadata().getName()).toList();
    }

    private static boolean isReady(Pod pod) {
        return pod.getStatus().getConditions().stream()
                .anyMatch(condition -> condition.getType().equals("Ready")
                        && condition.getStatus().equals("True"));
    }

    /** Every write changes a resourceVersion; a restart changes a pod's status too. */
    private static Map<String, String> versions(ClusterUser user) {
        var client = user.client();
        var namespace = user.namespace();
        return Stream.<HasMetadata>concat(
                        user.podsOf("dense").stream(),
                        Stream.<HasMetadata>of(
                                user.modelService("dense").get(),
                                user.deploymentOf("dense").get(),
                                client.serviceAccounts()
                                        .inNamespace(namespace)
                                        .withName("modelservice-runtime")
                                        .get(),
                                client.network()
                                        .v1()
                                        .networkPolicies()
                                        .inNamespace(namespace)
                                        .withName("modelservice-runtime")
                                        .get()))
                .collect(Collectors.toMap(
                        object -> object.getKind() + " " + object.getMetadata().getName(),
                        object -> object.getMetadata().getResourceVersion()));
    }
}
