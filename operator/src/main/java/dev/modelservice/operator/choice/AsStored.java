package dev.modelservice.operator.choice;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;

/**
 * A part of a pod as the API server will store it, which leaves out what says nothing. A runtime may say nothing at
 * length; sent like that it would look like a difference for ever.
 */
final class AsStored {

    /** Fields that are stored only where they are true. Where it is not one of these, false is an answer. */
    private static final Set<String> FLAGS = Set.of("readOnly", "stdin", "stdinOnce", "tty");

    /** Numbers of which 0 stands for the default. */
    private static final Set<String> NUMBERS = Set.of(
            "initialDelaySeconds",
            "timeoutSeconds",
            "periodSeconds",
            "successThreshold",
            "failureThreshold",
            "hostPort");

    /** Texts of which the empty one is an answer. */
    private static final Set<String> TEXTS = Set.of("storageClassName");

    private AsStored() {}

    static JsonNode of(JsonNode node) {
        if (node instanceof ArrayNode array) {
            var stored = JsonNodeFactory.instance.arrayNode();
            array.forEach(value -> stored.add(of(value)));
            return stored;
        }
        if (!(node instanceof ObjectNode object)) {
            return node;
        }
        var stored = JsonNodeFactory.instance.objectNode();
        object.forEachEntry((name, value) -> {
            if (says(name, value)) {
                stored.set(name, of(value));
            }
        });
        return stored;
    }

    private static boolean says(String name, JsonNode value) {
        return switch (value.getNodeType()) {
            case NULL -> false;
            case STRING -> !value.textValue().isEmpty() || TEXTS.contains(name);
            case BOOLEAN -> value.booleanValue() || !FLAGS.contains(name);
            case NUMBER -> value.intValue() != 0 || !NUMBERS.contains(name);
            case ARRAY -> !value.isEmpty();
            case BINARY, MISSING, OBJECT, POJO -> true;
        };
    }
}
