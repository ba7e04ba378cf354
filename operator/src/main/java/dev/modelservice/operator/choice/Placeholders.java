package dev.modelservice.operator.choice;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Fills {@code {{.Name}}} and its like into a runtime's container. KServe runs the whole of Go's template language over
 * it; what its runtimes use of that is the name, the namespace, a label and an annotation of the object that is served.
 */
final class Placeholders {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{-?\\s*(.*?)\\s*-?}}", Pattern.DOTALL);

    private final Map<String, String> values = new HashMap<>();

    Placeholders(ObjectMeta metadata, Map<String, String> defaultLabels) {
        put("Labels", defaultLabels);
        put("Labels", metadata.getLabels());
        put("Annotations", metadata.getAnnotations());
        values.put(".Name", metadata.getName());
        values.put(".Namespace", metadata.getNamespace());
    }

    /** What is wrong with the first placeholder that has no value. */
    Optional<String> firstUnknown(Map<String, Object> container) {
        return texts(container)
                .flatMap(text -> PLACEHOLDER.matcher(text).results())
                .map(found -> found.group(1))
                .filter(name -> !values.containsKey(name))
                .findFirst()
                .map(Placeholders::unknown);
    }

    Map<String, Object> fill(Map<String, Object> container) {
        var filled = new LinkedHashMap<String, Object>();
        container.forEach((name, value) -> filled.put(name, filled(value)));
        return filled;
    }

    private void put(String name, @Nullable Map<String, String> entries) {
        if (entries != null) {
            entries.forEach((key, value) -> values.put("." + name + "." + key, value));
        }
    }

    @SuppressWarnings("unchecked") // JSON has no other maps
    private @Nullable Object filled(@Nullable Object value) {
        return switch (value) {
            case Map<?, ?> map -> fill((Map<String, Object>) map);
            case List<?> list -> list.stream().map(this::filled).toList();
            case String text -> PLACEHOLDER.matcher(text).replaceAll(found -> Matcher.quoteReplacement(value(found)));
            case null, default -> value;
        };
    }

    private String value(MatchResult found) {
        return values.getOrDefault(found.group(1), found.group());
    }

    private static Stream<String> texts(@Nullable Object value) {
        return switch (value) {
            case Map<?, ?> map -> map.values().stream().flatMap(Placeholders::texts);
            case List<?> list -> list.stream().flatMap(Placeholders::texts);
            case String text -> Stream.of(text);
            case null, default -> Stream.of();
        };
    }

    private static String unknown(String name) {
        var parts = name.split("\\.", 3);
        if (parts.length == 3 && (parts[1].equals("Labels") || parts[1].equals("Annotations"))) {
            return "wants {{%s}}, which the ModelService does not have; set metadata.%s.%s on it"
                    .formatted(name, parts[1].toLowerCase(Locale.ROOT), parts[2]);
        }
        return "has the placeholder {{%s}}; known are .Name, .Namespace, .Labels.KEY and .Annotations.KEY"
                .formatted(name);
    }
}
