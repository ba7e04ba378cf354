package dev.modelservice.fetch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Moves a whole model from the work folder to where the runtime reads it. */
final class Placement {

    private Placement() {}

    static void file(Path download, Path directory, String name) throws IOException {
        Path target = directory.resolve(name);
        delete(target);
        Files.move(download, target, StandardCopyOption.ATOMIC_MOVE);
    }

    /** The content of the folder; where that is a single folder, its content. */
    static void content(Path unpacked, Path directory) throws IOException {
        List<Path> top = children(unpacked);
        Path from = top.size() == 1 && Files.isDirectory(top.getFirst()) ? top.getFirst() : unpacked;
        for (Path child : children(from)) {
            Path target = directory.resolve(child.getFileName());
            delete(target);
            Files.move(child, target, StandardCopyOption.ATOMIC_MOVE);
        }
    }

    private static List<Path> children(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }

    static void delete(Path path) throws IOException {
        if (!Files.exists(path)) {
            return;
        }
        try (Stream<Path> files = Files.walk(path)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
