package dev.modelservice.operator.resources;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.fabric8.kubernetes.api.model.Container;
import java.util.Map;

/** Lets the probes and hooks of a container find a port by its new name. */
final class PortNames {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private PortNames() {}

    static Container renamed(Container container, Map<String, String> names) {
        try {
            JsonNode tree = MAPPER.valueToTree(container);
            rename(tree, names);
            return MAPPER.treeToValue(tree, Container.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    // Nothing in a container but a probe or a hook has a field of this name.
    private static void rename(JsonNode node, Map<String, String> names) {
        if (node instanceof ObjectNode object && object.get("port") instanceof TextNode port) {
            object.put("port", names.getOrDefault(port.textValue(), port.textValue()));
        }
        node.forEach(child -> rename(child, names));
    }
}
