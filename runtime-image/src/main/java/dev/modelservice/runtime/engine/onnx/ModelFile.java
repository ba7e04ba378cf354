package dev.modelservice.runtime.engine.onnx;

import dev.modelservice.runtime.engine.InvalidModelException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Finds the model file of a folder: {@code model.onnx}, or the only file that ends in {@code .onnx}. */
final class ModelFile {

    private ModelFile() {}

    static boolean existsIn(Path folder) {
        return !candidates(folder).isEmpty();
    }

    static Path in(Path folder) throws InvalidModelException {
        Path usual = folder.resolve("model.onnx");
        if (Files.isRegularFile(usual)) {
            return usual;
        }
        List<Path> candidates = candidates(folder);
        if (candidates.size() == 1) {
            return candidates.getFirst();
        }
        throw new InvalidModelException("%s has %s: expected model.onnx, or one file that ends in .onnx"
                .formatted(folder, candidates.stream().map(Path::getFileName).toList()));
    }

    private static List<Path> candidates(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> file.getFileName().toString().endsWith(".onnx"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
