package dev.modelservice.images;

import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.JibContainerBuilder;
import com.google.cloud.tools.jib.api.buildplan.Platform;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Set;

/**
 * An image of a model's files alone, to be mounted as a volume.
 *
 * @param title what the image holds, for its label
 * @param directory the folder whose content becomes the image's root
 * @param architecture the processor that the image claims to be for; a node takes only images of its own
 */
record ModelImage(String title, Path directory, String architecture) implements ImageSource {
    @Override
    public JibContainerBuilder builder() throws IOException {
        return Jib.fromScratch()
                .setPlatforms(Set.of(new Platform(architecture, "linux")))
                .addFileEntriesLayer(Layers.of("model", directory, "", path -> true))
                .setLabels(Map.of("org.opencontainers.image.title", title))
                .setCreationTime(Instant.EPOCH);
    }
}
