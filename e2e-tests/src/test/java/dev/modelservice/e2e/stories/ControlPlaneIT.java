package dev.modelservice.e2e.stories;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modelservice.e2e.cluster.AuditEvent;
import dev.modelservice.e2e.cluster.ControlPlane;
import dev.modelservice.e2e.cluster.Manifests;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** The stage itself: what the other stories take for granted. */
class ControlPlaneIT {
    private static final ControlPlane PLANE = ControlPlane.shared();

    @Test
    void aDeploymentBecomesReadyPodsAndGoesWithThem() {
        PLANE.admin().resource(Manifests.parse("""
                        apiVersion: apps/v1
                        kind: Deployment
                        metadata: {name: stage, namespace: default}
                        spec:
                          replicas: 2
                          selector: {matchLabels: {app: stage}}
                          template:
                            metadata: {labels: {app: stage}}
                            spec: {containers: [{name: main, image: example.org/any}]}
                        """).getFirst()).create();
        var deployment =
                PLANE.admin().apps().deployments().inNamespace("default").withName("stage");
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(deployment.get().getStatus().getReadyReplicas())
                        .isEqualTo(2));

        deployment.delete();

        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(PLANE.admin()
                                .pods()
                                .inNamespace("default")
                                .withLabel("app", "stage")
                                .list()
                                .getItems())
                        .isEmpty());
    }

    @Test
    void theAuditLogTellsWhoWroteWhat() {
        var mark = PLANE.audit().mark();

        PLANE.admin()
                .resource(new ConfigMapBuilder()
                        .withNewMetadata()
                        .withName("written")
                        .withNamespace("default")
                        .endMetadata()
                        .build())
                .create();

        assertThat(PLANE.audit().since(mark))
                .filteredOn(event -> event.user().equals("admin") && event.isWrite())
                .extracting(AuditEvent::summary, AuditEvent::userAgent)
                .contains(org.assertj.core.groups.Tuple.tuple("create configmaps default/written 201", "tests"));
    }
}
