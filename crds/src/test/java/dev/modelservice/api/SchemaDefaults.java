package dev.modelservice.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Path;

/** The defaults that the API server gives. */
final class SchemaDefaults {

    private SchemaDefaults() {}

    /** Of the fields of an object in the spec; {@code path}: where it is, such as {@code rollout/properties/analysis}. */
    static JsonNode of(String path, Path work) throws IOException {
        var schema = Serialization.unmarshal(CrdDocument.yaml(work), JsonNode.class)
                .at("/spec/versions/0/schema/openAPIV3Schema/properties/spec/properties/" + path + "/properties");
        var defaults = new ObjectNode(JsonNodeFactory.instance);
        schema.properties().forEach(property -> {
            if (property.getValue().has("default")) {
                defaults.set(property.getKey(), property.getValue().get("default"));
            }
        });
        return defaults;
    }
}
