package dev.modelservice.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.modelservice.api.v1alpha1.AnalysisSpec;
import dev.modelservice.api.v1alpha1.EndpointSpec;
import dev.modelservice.api.v1alpha1.RolloutSpec;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an absent part means is the same for a program that reads it and for the API server. */
class DefaultsTest {

    @Test
    void ofTheEndpoint(@TempDir Path work) throws IOException {
        assertThat(written(EndpointSpec.DEFAULT)).isEqualTo(SchemaDefaults.of("endpoint", work));
    }

    @Test
    void ofTheRollout(@TempDir Path work) throws IOException {
        assertThat(written(RolloutSpec.DEFAULT)).isEqualTo(SchemaDefaults.of("rollout", work));
    }

    @Test
    void ofTheAnalysis(@TempDir Path work) throws IOException {
        assertThat(written(new AnalysisSpec(null, null, null, null, null, null)))
                .isEqualTo(SchemaDefaults.of("rollout/properties/analysis", work));
    }

    private static JsonNode written(Object part) {
        return Serialization.unmarshal(Serialization.asJson(part), JsonNode.class);
    }
}
