package dev.modelservice.plugin.screen;

import dev.modelservice.api.v1alpha1.ModelService;
import dev.modelservice.plugin.view.Snapshot;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.ControllerRevision;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** A cluster's objects, as YAML documents. */
final class Given {

    private Given() {}

    static Snapshot read(Path file) throws IOException {
        var documents =
                Arrays.stream(Files.readString(file).split("\n---\n", -1)).toList();
        return Snapshot.of(
                all(documents, ModelService.class).getFirst(),
                all(documents, ControllerRevision.class),
                all(documents, Pod.class));
    }

    private static <T> List<T> all(List<String> documents, Class<T> type) {
        return documents.stream()
                .filter(document -> document.contains("kind: " + type.getSimpleName() + "\n"))
                .map(document -> Serialization.unmarshal(document, type))
                .toList();
    }
}
