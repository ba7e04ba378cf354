package dev.modelservice.runtime.engine.onnx;

import dev.modelservice.runtime.engine.InvalidModelException;
import dev.modelservice.runtime.engine.onnx.proto.ExternalPart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The files that hold weights of a model beside its own; none may be outside of the model's folder. */
final class ExternalData {

    private ExternalData() {}

    /** How many bytes the parts' files have; refuses those that are missing, cut off, or somewhere else. */
    static long checked(Path folder, Path model, List<ExternalPart> parts) throws InvalidModelException {
        Set<Path> files = new HashSet<>();
        long bytes = 0;
        for (ExternalPart part : parts) {
            Path file = file(folder, model, part);
            long size = size(model, part, file);
            if (size < part.end()) {
                throw refused(
                        model,
                        part,
                        "expected %d bytes or more of it, but it has %d: it is cut off, or of another export"
                                .formatted(part.end(), size));
            }
            if (files.add(file)) {
                bytes += size;
            }
        }
        return bytes;
    }

    private static Path file(Path folder, Path model, ExternalPart part) throws InvalidModelException {
        try {
            Path location = Path.of(part.location());
            Path inside = model.resolveSibling(location).normalize();
            if (location.isAbsolute() || !inside.startsWith(folder.normalize())) {
                throw refused(model, part, "expected a file within the model's folder");
            }
            if (!Files.isRegularFile(inside)) {
                throw refused(model, part, "expected that file beside it; there is none");
            }
            // A link is followed, as folders of Kubernetes are made of them, but not out of the folder.
            Path real = inside.toRealPath();
            if (!real.startsWith(folder.toRealPath())) {
                throw refused(model, part, "expected a file within the model's folder; that one is a link out of it");
            }
            return real;
        } catch (InvalidPathException | IOException e) {
            throw refused(model, part, "expected a file within the model's folder, but: " + e.getMessage());
        }
    }

    private static long size(Path model, ExternalPart part, Path file) throws InvalidModelException {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw refused(model, part, "that file cannot be read: " + e.getMessage());
        }
    }

    private static InvalidModelException refused(Path model, ExternalPart part, String expected) {
        return new InvalidModelException(
                "%s keeps weights ('%s') in '%s'; %s".formatted(model, part.tensor(), part.location(), expected));
    }
}
