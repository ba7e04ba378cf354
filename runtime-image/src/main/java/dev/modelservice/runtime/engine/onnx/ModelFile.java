package dev.modelservice.runtime.engine.onnx;

import dev.modelservice.runtime.engine.InvalidModelException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * Finds the model file of a folder: {@code model.onnx}, or the only file that ends in {@code .onnx}; and where there is none, the
 * same in the folder {@code onnx}, as repositories of Hugging Face have it.
 */
final class ModelFile {

    private static final Logger LOG = Logger.getLogger(ModelFile.class);

    private ModelFile() {}

    static boolean existsIn(Path folder) {
        return !candidates(folder).isEmpty()
                || !candidates(folder.resolve("onnx")).isEmpty();
    }

    static Path in(Path folder) throws InvalidModelException {
        return chosen(candidates(folder).isEmpty() ? folder.resolve("onnx") : folder);
    }

    private static Path chosen(Path folder) throws InvalidModelException {
        List<Path> candidates = candidates(folder);
        if (candidates.size() == 1) {
            return candidates.getFirst();
        }
        Path usual = folder.resolve("model.onnx");
        if (!candidates.contains(usual)) {
            throw new InvalidModelException("%s has %s: expected model.onnx, or one file that ends in .onnx"
                    .formatted(folder, names(candidates)));
        }
        LOG.infof("Of %s in %s, model.onnx is served", names(candidates), folder);
        return usual;
    }

    private static List<Path> names(List<Path> files) {
        return files.stream().map(Path::getFileName).toList();
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
