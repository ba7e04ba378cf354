package dev.modelservice.images;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The command line's words of the form {@code key=value}.
 *
 * @param values by key
 */
record Arguments(Map<String, String> values) {
    static Arguments parse(List<String> words) {
        return new Arguments(words.stream()
                .map(word -> word.split("=", 2))
                .collect(Collectors.toUnmodifiableMap(pair -> pair[0], pair -> pair.length > 1 ? pair[1] : "")));
    }

    String text(String key) {
        String value = values.get(key);
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException("missing: %s=…".formatted(key));
        }
        return value;
    }

    Path path(String key) {
        return Path.of(text(key));
    }

    Path file(String key) {
        Path path = path(key);
        if (!Files.isRegularFile(path)) {
            throw new IllegalArgumentException("%s: there is no file %s".formatted(key, path));
        }
        return path;
    }

    Path folder(String key) {
        Path path = path(key);
        if (!Files.isDirectory(path)) {
            throw new IllegalArgumentException("%s: there is no folder %s".formatted(key, path));
        }
        return path;
    }

    /** Folders by the text before their colon; none where the key is missing. */
    Map<String, Path> folders(String key) {
        return pairs(key, ":").entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, pair -> Path.of(pair.getValue())));
    }

    /** Texts by the text before their separator; none where the key is missing. */
    Map<String, String> pairs(String key, String separator) {
        return Arrays.stream(values.getOrDefault(key, "").split(",", -1))
                .filter(pair -> !pair.isBlank())
                .map(pair -> pair.split(separator, 2))
                .collect(Collectors.toUnmodifiableMap(pair -> pair[0], pair -> pair[1]));
    }

    List<Integer> numbers(String key) {
        return Arrays.stream(text(key).split(",", -1)).map(Integer::valueOf).toList();
    }
}
