package dev.modelservice.plugin.command;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A command line that is not finished yet.
 *
 * @param positions what was typed behind the command and is no option
 * @param options values of those that have one
 * @param open the option whose value comes next
 */
record Typed(
        @Nullable String command,
        List<String> positions,
        Map<String, String> options,
        @Nullable String open) {

    private static final Map<String, String> LONG = Map.of("-n", "--namespace", "-o", "--output");
    private static final Set<String> WITH_VALUE =
            Set.of("--namespace", "--context", "--kubeconfig", "--output", "--to-revision", "--timeout");

    static Typed of(List<String> words) {
        var rest = new ArrayList<String>();
        var options = new HashMap<String, String>();
        @Nullable String open = null;
        for (var word : words) {
            if (open != null) {
                options.put(open, word);
                open = null;
            } else if (word.startsWith("-")) {
                var parts = word.split("=", 2);
                var name = LONG.getOrDefault(parts[0], parts[0]);
                if (parts.length == 2) {
                    options.put(name, parts[1]);
                } else if (WITH_VALUE.contains(name)) {
                    open = name;
                }
            } else {
                rest.add(word);
            }
        }
        return new Typed(
                rest.isEmpty() ? null : rest.getFirst(),
                rest.isEmpty() ? List.of() : List.copyOf(rest.subList(1, rest.size())),
                Map.copyOf(options),
                open);
    }

    boolean isDiff() {
        return "diff".equals(command);
    }

    /** Says which cluster and namespace is meant. */
    void into(Root root) {
        root.namespace = options.get("--namespace");
        root.context = options.get("--context");
        root.kubeconfig = options.containsKey("--kubeconfig") ? Path.of(options.get("--kubeconfig")) : null;
    }
}
