package dev.modelservice.e2e.container;

import dev.modelservice.e2e.cluster.Output;
import dev.modelservice.e2e.cluster.Repository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The image of the runtime, built from this working tree and loaded into Docker.
 *
 * @param reference its full name
 * @param archiveBytes its size as an archive, with compressed layers
 * @param layers from the base up
 */
public record RuntimeImage(String reference, long archiveBytes, List<Layer> layers) {
    private static final String BASE = "base";

    /** One layer, by the name that the build gives it, and its size unpacked. */
    public record Layer(String name, long bytes) {}

    /** The image as it is built by itself, or with these variables for the build. */
    public static RuntimeImage build(Map<String, String> environment) {
        var command = new ArrayList<>(List.of("env"));
        environment.forEach((name, value) -> command.add(name + "=" + value));
        command.addAll(List.of(Repository.root().resolve("images/build").toString(), "runtime"));
        Path archive = Path.of(Output.of(command, System.err::println).strip());
        Output.of(List.of("docker", "load", "--quiet", "--input", archive.toString()));
        try {
            String reference = Files.readString(Path.of(archive.toString().replaceFirst("[.]tar$", ".ref")))
                    .strip();
            return new RuntimeImage(reference, Files.size(archive), layers(reference));
        } catch (IOException e) {
            throw new UncheckedIOException("No whole image in " + archive, e);
        }
    }

    /** All layers together, unpacked. */
    public long bytes() {
        return layers.stream().mapToLong(Layer::bytes).sum();
    }

    /** Whether the JVM was taught the start when this was built. */
    public boolean hasAotCache() {
        return layers.stream().anyMatch(layer -> layer.name().equals("LEARNT"));
    }

    /** One of the image's settings, in the words of {@code docker image inspect --format}. */
    public String setting(String format) {
        return Output.of(List.of("docker", "image", "inspect", "--format", format, reference))
                .strip();
    }

    private static List<Layer> layers(String reference) {
        return Output.of(
                        List.of("docker", "history", "--human=false", "--format", "{{.Size}}\t{{.Comment}}", reference))
                .lines()
                .map(line -> line.split("\t", -1))
                .map(cells -> new Layer(cells[1].isEmpty() ? BASE : cells[1], Long.parseLong(cells[0])))
                .toList()
                .reversed();
    }
}
