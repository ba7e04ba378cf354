package dev.modelservice.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.modelservice.api.v1alpha1.EndpointSpec;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an absent part of the endpoint means is the same for a program that reads it and for the API server. */
class EndpointDefaultsTest {

    @Test
    void theRecordsDefaultsAreTheSchemas(@TempDir Path work) throws IOException {
        var schema = Serialization.unmarshal(CrdDocument.yaml(work), JsonNode.class)
                .at("/spec/versions/0/schema/openAPIV3Schema/properties/spec/properties/endpoint/properties");
        var defaults = new ObjectNode(JsonNodeFactory.instance);
        schema.properties().forEach(property -> {
            if (property.getValue().has("default")) {
                defaults.set(property.getKey(), property.getValue().get("default"));
            }
        });

        assertThat(Serialization.unmarshal(Serialization.asJson(EndpointSpec.DEFAULT), JsonNode.class))
                .isEqualTo(defaults);
    }
}
