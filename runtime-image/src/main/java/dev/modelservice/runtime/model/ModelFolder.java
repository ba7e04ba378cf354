package dev.modelservice.runtime.model;

import dev.modelservice.runtime.engine.InvalidModelException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What lies in a model folder.
 *
 * @param names of the files, relative to the folder, sorted
 * @param bytes of all of them
 */
record ModelFolder(Path folder, List<String> names, long bytes) {

    private static final int DEPTH = 5;
    private static final int NAMES_IN_A_MESSAGE = 10;

    static ModelFolder read(Path folder) throws InvalidModelException {
        if (!Files.isDirectory(folder)) {
            throw new InvalidModelException(folder + " is no folder; expected the model's files in it");
        }
        try {
            // A walk does not go through a link, and the folder itself may be one.
            return walk(folder, folder.toRealPath());
        } catch (IOException e) {
            throw new InvalidModelException(folder + " cannot be read: " + e, e);
        }
    }

    private static ModelFolder walk(Path folder, Path real) throws IOException {
        List<String> names = new ArrayList<>();
        long bytes = 0;
        try (Stream<Path> files = Files.walk(real, DEPTH)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                names.add(real.relativize(file).toString());
                bytes += Files.size(file);
            }
        }
        return new ModelFolder(folder, names, bytes);
    }

    /** Says what was expected, what is there, and why the likeliest wrong file is not loaded. */
    InvalidModelException notRecognised(List<String> expected) {
        String found = names.isEmpty()
                ? "it is empty"
                : "found "
                        + String.join(
                                ", ", names.stream().limit(NAMES_IN_A_MESSAGE).toList());
        return new InvalidModelException("%s holds no model: expected %s; %s%s"
                .formatted(
                        folder,
                        String.join(", or ", expected),
                        found,
                        OtherFormats.advice(names).map(advice -> ". " + advice).orElse("")));
    }
}
