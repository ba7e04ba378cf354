package dev.modelservice.images;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelImageTest {
    @TempDir
    Path directory;

    private Path model;

    @BeforeEach
    void writeModel() throws Exception {
        model = Files.createDirectories(directory.resolve("model"));
        Files.writeString(model.resolve("model.onnx"), "weights");
        Files.createDirectories(model.resolve("1_Pooling"));
        Files.writeString(model.resolve("1_Pooling/config.json"), "{}");
    }

    @Test
    void holdsTheFilesAtItsRootAndNothingElse() throws Exception {
        LoadedArchive image = LoadedArchive.read(build("out"));

        assertThat(image.reference()).isEqualTo("modelservice.dev/models/tiny:1.0");
        assertThat(image.layers()).containsExactly(Map.of("/model.onnx", "weights", "/1_Pooling/config.json", "{}"));
        assertThat(image.config().get("architecture").asText()).isEqualTo("arm64");
    }

    @Test
    void isTheSameBytesWhenTheSameFilesAreBuiltAgainElsewhereAndLater() throws Exception {
        Path first = build("first");
        Files.setLastModifiedTime(model.resolve("model.onnx"), FileTime.from(Instant.parse("2030-01-01T00:00:00Z")));
        Path second = build("second");

        assertThat(second).hasSameBinaryContentAs(first);
    }

    @Test
    void changesWithAFile() throws Exception {
        Path first = build("first");
        Files.writeString(model.resolve("model.onnx"), "other weights");
        Path second = build("second");

        assertThat(LoadedArchive.read(second).layerNames())
                .isNotEqualTo(LoadedArchive.read(first).layerNames());
    }

    private Path build(String output) throws Exception {
        // A cache of its own each time: nothing is equal only because it was kept.
        var archive = new Archive(directory.resolve(output), directory.resolve(output + "-cache"));
        archive.write("tiny", "modelservice.dev/models/tiny:1.0", new ModelImage("Tiny", model, "arm64"));
        assertThat(directory.resolve(output).resolve("tiny.ref")).hasContent("modelservice.dev/models/tiny:1.0");
        return directory.resolve(output).resolve("tiny.tar");
    }
}
