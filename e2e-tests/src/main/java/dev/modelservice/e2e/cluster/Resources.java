package dev.modelservice.e2e.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Configuration files of the control plane, which its programs read from disk. */
final class Resources {
    private Resources() {}

    static Path copy(String name, Path folder) {
        try (var stream = Resources.class.getResourceAsStream("/control-plane/" + name)) {
            if (stream == null) {
                throw new IllegalStateException("No resource /control-plane/" + name);
            }
            return Files.writeString(folder.resolve(name), new String(stream.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot copy " + name + " to " + folder, e);
        }
    }
}
