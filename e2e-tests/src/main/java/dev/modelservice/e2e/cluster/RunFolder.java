package dev.modelservice.e2e.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;

/** Folders for the files of one run, named by the JVM. Logs stay for reading until the next run begins. */
public final class RunFolder {
    private RunFolder() {}

    public static Path create(String name) {
        Path all = Repository.target().resolve("control-plane");
        try {
            Path folder =
                    Files.createDirectories(all.resolve(ProcessHandle.current().pid() + "-" + name));
            try (var siblings = Files.list(all)) {
                siblings.filter(RunFolder::isAbandoned).forEach(RunFolder::delete);
            }
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot make a folder in " + all, e);
        }
    }

    private static boolean isAbandoned(Path folder) {
        String pid = folder.getFileName().toString().split("-", 2)[0];
        return ProcessHandle.of(Long.parseLong(pid)).isEmpty();
    }

    private static void delete(Path folder) {
        try (var files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot delete " + folder, e);
        }
    }
}
