package dev.modelservice.images;

import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;

/** Layers of files, in an order and with times and owners that do not depend on the machine. */
final class Layers {
    private Layers() {}

    /**
     * A layer of the files below {@code directory} that are {@code wanted}, asked by their paths in it, at the same paths
     * below {@code root}.
     */
    static FileEntriesLayer of(String name, Path directory, String root, Predicate<Path> wanted) throws IOException {
        FileEntriesLayer.Builder layer = FileEntriesLayer.builder().setName(name);
        for (Path file : files(directory)) {
            Path inside = directory.relativize(file);
            if (wanted.test(inside)) {
                // Without the folders as entries of their own, Jib makes them as its defaults say.
                layer.addEntry(
                        file,
                        AbsoluteUnixPath.get(root + "/" + inside.toString().replace('\\', '/')));
            }
        }
        return layer.build();
    }

    private static List<Path> files(Path directory) throws IOException {
        try (var found = Files.walk(directory)) {
            return found.filter(Files::isRegularFile).sorted().toList();
        }
    }
}
