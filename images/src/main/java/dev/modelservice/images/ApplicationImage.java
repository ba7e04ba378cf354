package dev.modelservice.images;

import com.google.cloud.tools.jib.api.InvalidImageReferenceException;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.JibContainerBuilder;
import com.google.cloud.tools.jib.api.TarImage;
import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import com.google.cloud.tools.jib.api.buildplan.Port;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
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
 * @param directory the application's folder, with the JVM's options in {@code java.options}
 * @param beside folders whose files the application needs, and where the image has them
 * @param environment variables that the process starts with
 * @param ports the TCP ports that it listens at
 */
record ApplicationImage(
        String title,
        Path base,
        Path directory,
        Map<String, Path> beside,
        Map<String, String> environment,
        List<Integer> ports)
        implements ImageSource {
    private static final String ROOT = "/app";

    /** Has no name in the base image; the same number is the chart's. */
    private static final String USER = "65532:65532";

    @Override
    public JibContainerBuilder builder() throws IOException, InvalidImageReferenceException {
        JibContainerBuilder image = Jib.from(TarImage.at(base).named("modelservice.dev/base"));
        for (FileEntriesLayer layer : layers()) {
            if (!layer.getEntries().isEmpty()) {
                image.addFileEntriesLayer(layer);
            }
        }
        environment.forEach(image::addEnvironmentVariable);
        return image.setEntrypoint("java", "@" + ROOT + "/java.options", "-jar", ROOT + "/quarkus-run.jar")
                .setUser(USER)
                .setExposedPorts(exposed())
                .setLabels(labels())
                .setCreationTime(Instant.EPOCH);
    }

    /** What changes least comes first, so that a node has it already. */
    private List<FileEntriesLayer> layers() throws IOException {
        var layers = new ArrayList<FileEntriesLayer>();
        for (var folder : new TreeMap<>(beside).entrySet()) {
            layers.add(Layers.of(folder.getKey(), folder.getValue(), folder.getKey(), path -> true));
        }
        for (Part part : Part.values()) {
            layers.add(Layers.of(part.name(), directory, ROOT, path -> Part.of(path) == part));
        }
        return layers;
    }

    /** Native code and libraries change with a version, the application and what the JVM learnt of it with every commit. */
    private enum Part {
        NATIVE,
        LIBRARIES,
        APPLICATION,
        LEARNT;

        static Part of(Path path) {
            if (path.startsWith(SplitApplication.NATIVE)) {
                return NATIVE;
            }
            if (path.startsWith("lib")) {
                return LIBRARIES;
            }
            return path.startsWith("java.aot") ? LEARNT : APPLICATION;
        }
    }

    private Map<String, String> labels() {
        return Map.of("org.opencontainers.image.title", title, "org.opencontainers.image.licenses", "Apache-2.0");
    }

    private Set<Port> exposed() {
        return ports.stream().map(Port::tcp).collect(Collectors.toSet());
    }
}
