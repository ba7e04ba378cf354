package dev.modelservice.e2e.bench.proxies;

import dev.modelservice.e2e.cluster.Repository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Configurations with {@code @NAMES@} to fill in. */
record Templates(Path folder) {
    private static final Path ALL = Repository.root().resolve("e2e-tests/src/bench/proxies");

    /** The file, filled in and written to the folder. */
    Path fill(String file, Map<String, Object> values) {
        try {
            String text = Files.readString(ALL.resolve(file));
            for (var value : values.entrySet()) {
                text = text.replace("@" + value.getKey() + "@", value.getValue().toString());
            }
            return Files.writeString(folder.resolve(file), text);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + file + " to " + folder, e);
        }
    }
}
