package dev.modelservice.e2e.cluster;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Finds the programs of a cluster. {@code cluster/binaries} builds what is missing, which takes minutes the first time;
 * the environment variable MODELSERVICE_BINARIES (folders, separated like PATH) is used instead of it where set.
 */
public final class Binaries {
    private static final String OVERRIDE = "MODELSERVICE_BINARIES";

    private final List<Path> folders;

    private Binaries(List<Path> folders) {
        this.folders = List.copyOf(folders);
    }

    /** Parts as {@code cluster/binaries} names them, for example kubernetes, etcd, kwok, helm. */
    public static Binaries of(String... parts) {
        String override = System.getenv(OVERRIDE);
        if (override != null && !override.isBlank()) {
            return new Binaries(Arrays.stream(override.split(File.pathSeparator))
                    .map(Path::of)
                    .toList());
        }
        return new Binaries(build(List.of(parts)));
    }

    public Path path(String name) {
        return folders.stream()
                .map(folder -> folder.resolve(name))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("No program named " + name + " in " + folders));
    }

    private static List<Path> build(List<String> parts) {
        var command = new ArrayList<String>();
        command.add(Repository.root().resolve("cluster/binaries").toString());
        command.addAll(parts);
        // Line by line and not by inheriting the stream: a forked test JVM speaks to Maven over its own.
        return Output.of(command, System.err::println)
                .lines()
                .filter(line -> !line.isBlank())
                .map(Path::of)
                .toList();
    }
}
