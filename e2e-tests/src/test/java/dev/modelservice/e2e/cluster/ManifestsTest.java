package dev.modelservice.e2e.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ManifestsTest {

    @Test
    void documentsOfCommentsAloneAreNoObjects() {
        assertThat(Manifests.parse("# nothing\n---\n\n---\n# first\nkind: A\n---\nkind: B\n"))
                .extracting(GenericKubernetesResource::getKind)
                .containsExactly("A", "B");
    }

    @Test
    void unknownFieldsStay() {
        assertThat(Manifests.parse("kind: A\nspec: {unheardOf: 1}").getFirst().getAdditionalProperties())
                .containsEntry("spec", Map.of("unheardOf", 1));
    }
}
