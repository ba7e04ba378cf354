package dev.modelservice.e2e.cluster;

import java.nio.file.Files;
import java.nio.file.Path;

/** Where things lie in the working tree, whichever folder an IDE or Maven started the JVM in. */
public final class Repository {
    private static final Path ROOT = findRoot(Path.of("").toAbsolutePath());

    private Repository() {}

    public static Path root() {
        return ROOT;
    }

    public static Path chart() {
        return ROOT.resolve("helm/modelservice-operator");
    }

    /** Logs and scratch files of the tests. */
    public static Path target() {
        return ROOT.resolve("e2e-tests/target");
    }

    public static Path operatorJar() {
        return ROOT.resolve("operator/target/quarkus-app/quarkus-run.jar");
    }

    private static Path findRoot(Path start) {
        for (Path folder = start; folder != null; folder = folder.getParent()) {
            if (Files.isDirectory(folder.resolve("crds")) && Files.isDirectory(folder.resolve("e2e-tests"))) {
                return folder;
            }
        }
        throw new IllegalStateException("No working tree of the ModelService Operator around " + start);
    }
}
