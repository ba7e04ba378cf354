package dev.modelservice.e2e.cluster;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/** YAML as a user writes it. Untyped on purpose: a typed object would drop the unknown fields that must be refused. */
public final class Manifests {
    private static final Pattern SEPARATOR = Pattern.compile("(?m)^---\\s*$");

    private Manifests() {}

    public static List<GenericKubernetesResource> parse(String yaml) {
        return Arrays.stream(SEPARATOR.split(yaml))
                .filter(document -> document.lines().anyMatch(line -> !line.isBlank() && !line.startsWith("#")))
                .map(document -> Serialization.unmarshal(document, GenericKubernetesResource.class))
                .toList();
    }

    public static List<GenericKubernetesResource> read(Path file) {
        try {
            return parse(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + file, e);
        }
    }
}
