package dev.modelservice.operator.prometheus;

import java.util.Map;

/** Of whom a query asks; each of these may stand in it as {{namespace}} and so on. */
public record Subject(String namespace, String name, String candidate, String stable) {

    /** The query with the names in their places; they stay within the quotes of PromQL that they stand in. */
    String in(String query) {
        var text = query;
        for (var entry : Map.of("namespace", namespace, "name", name, "candidate", candidate, "stable", stable)
                .entrySet()) {
            text = text.replace("{{" + entry.getKey() + "}}", escaped(entry.getValue()));
        }
        return text;
    }

    private static String escaped(String value) {
        return value.replace("\\", "\\\\")
                .replace("\"", "\\\"")
                .replace("'", "\\'")
                .replace("\n", "\\n");
    }
}
