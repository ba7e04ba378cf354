package dev.modelservice.operator.resources;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modelservice.api.v1alpha1.GoldenSet;
import dev.modelservice.api.v1alpha1.LocalRef;
import dev.modelservice.api.v1alpha1.ModelService;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class GoldenPodTest {

    private static final Settings SETTINGS = new Settings("modelservice/runtime:1", "cluster.local", true, null);
    private static final ModelService SERVICE = Serialization.unmarshal("""
            apiVersion: modelservice.dev/v1alpha1
            kind: ModelService
            metadata: {name: minilm, namespace: team-a, uid: u1}
            spec:
              model: {uri: "oci://registry.example/minilm:1"}
              template: {spec: {imagePullSecrets: [{name: registry}]}}
            """, ModelService.class);

    @Test
    void nothingThatSelectsTheModelsPodsSelectsIt() {
        var labels = pod(new GoldenSet(new LocalRef("cases"), null, "Label", null))
                .getMetadata()
                .getLabels();
        assertThat(labels.entrySet().containsAll(Labels.selector(SERVICE).entrySet()))
                .isFalse();
        assertThat(labels)
                .containsEntry(Labels.MODEL, "minilm")
                .containsEntry(Labels.REVISION, "r2")
                .containsEntry(GoldenPod.MOMENT, "before")
                .containsEntry(Labels.COMPONENT, "golden")
                .containsEntry(Labels.MANAGED_BY, Names.FIELD_MANAGER);
    }

    @Test
    void itAsksTheRevisionThroughTheModelsService() {
        var pod = pod(new GoldenSet(new LocalRef("cases"), null, "Cosine", "0.98"));
        var environment = pod.getSpec().getContainers().getFirst().getEnv().stream()
                .collect(Collectors.toMap(EnvVar::getName, EnvVar::getValue));
        assertThat(environment)
                .containsEntry(
                        "MODELSERVICE_GOLDEN_URL", "http://minilm.team-a.svc.cluster.local/v2/models/minilm/infer")
                .containsEntry("MODELSERVICE_GOLDEN_REVISION", "r2")
                .containsEntry("MODELSERVICE_GOLDEN_COMPARE", "Cosine")
                .containsEntry("MODELSERVICE_GOLDEN_BOUND", "0.98");
        assertThat(pod.getSpec().getRestartPolicy()).isEqualTo("Never");
        assertThat(pod.getSpec().getImagePullSecrets()).extracting("name").containsExactly("registry");
        assertThat(pod.getMetadata().getOwnerReferences()).extracting("uid").containsExactly("u1");
    }

    @Test
    void theCasesAreAConfigMapOrAnImage() {
        var map = pod(new GoldenSet(new LocalRef("cases"), null, "Label", null))
                .getSpec()
                .getVolumes()
                .getFirst();
        assertThat(map.getConfigMap().getName()).isEqualTo("cases");
        assertThat(map.getConfigMap().getOptional()).isTrue();
        var image = pod(new GoldenSet(null, "oci://registry.example/cases:1", "Label", null))
                .getSpec()
                .getVolumes()
                .getFirst();
        assertThat(image.getImage().getReference()).isEqualTo("registry.example/cases:1");
    }

    private static Pod pod(GoldenSet golden) {
        return GoldenPod.desired(SERVICE, golden, "r2", "before", "minilm-r2-golden-before", SETTINGS);
    }
}
