package dev.modelservice.images;

import com.google.cloud.tools.jib.api.InvalidImageReferenceException;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.JibContainerBuilder;
import com.google.cloud.tools.jib.api.TarImage;
import com.google.cloud.tools.jib.api.buildplan.Port;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * An image that runs a Quarkus application.
 *
 * @param title what the image holds, for its label
 * @param base archive of the image that it stands on, with {@code java} on its PATH
 * @param directory the application's fast-jar folder
 * @param beside folders whose files the application needs, and where the image has them
 * @param ports the TCP ports that it listens at
 */
record ApplicationImage(String title, Path base, Path directory, Map<String, Path> beside, List<Integer> ports)
        implements ImageSource {
    private static final String ROOT = "/app";

    /** Has no name in the base image; the same number is the chart's. */
    private static final String USER = "65532:65532";

    @Override
    public JibContainerBuilder builder() throws IOException, InvalidImageReferenceException {
        JibContainerBuilder image = Jib.from(TarImage.at(base).named("modelservice.dev/base"));
        // What changes least comes first, so that a node has it already.
        for (var folder : new TreeMap<>(beside).entrySet()) {
            image.addFileEntriesLayer(Layers.of(folder.getKey(), folder.getValue(), folder.getKey(), path -> true));
        }
        return image.addFileEntriesLayer(Layers.of("libraries", directory, ROOT, ApplicationImage::isLibrary))
                .addFileEntriesLayer(Layers.of("application", directory, ROOT, path -> !isLibrary(path)))
                .setEntrypoint("java", "-XX:+ExitOnOutOfMemoryError", "-jar", ROOT + "/quarkus-run.jar")
                .setUser(USER)
                .setExposedPorts(exposed())
                .setLabels(labels())
                .setCreationTime(Instant.EPOCH);
    }

    /** Libraries change with a version, the application with every commit: a layer of their own is loaded once. */
    private static boolean isLibrary(Path path) {
        return path.startsWith("lib");
    }

    private Map<String, String> labels() {
        return Map.of("org.opencontainers.image.title", title, "org.opencontainers.image.licenses", "Apache-2.0");
    }

    private Set<Port> exposed() {
        return ports.stream().map(Port::tcp).collect(Collectors.toSet());
    }
}
