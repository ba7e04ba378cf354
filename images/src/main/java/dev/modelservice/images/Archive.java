package dev.modelservice.images;

import com.google.cloud.tools.jib.api.CacheDirectoryCreationException;
import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.InvalidImageReferenceException;
import com.google.cloud.tools.jib.api.RegistryException;
import com.google.cloud.tools.jib.api.TarImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.ExecutionException;

/**
 * Where archives are written: {@code NAME.tar}, which a cluster's nodes can load, and beside it {@code NAME.ref} with the
 * image's full reference.
 *
 * @param directory for the archives
 * @param cache for layers that were compressed before
 */
record Archive(Path directory, Path cache) {
    private static final int TAG_DIGITS = 12;

    /**
     * Writes an image under the tag {@code dev-} and the first digits of its own digest, so that an unchanged image keeps
     * its name and a changed one gets another.
     *
     * @return the full reference
     */
    String writeTaggedByDigest(String name, String repository, ImageSource source)
            throws IOException, InvalidImageReferenceException, InterruptedException, ExecutionException {
        // The name stands in the archive, so the digest must be known before the archive that counts is written.
        String digest = build(name, repository + ":dev", source);
        return write(name, repository + ":dev-" + digest.substring(0, TAG_DIGITS), source);
    }

    /**
     * Writes an image under the given reference.
     *
     * @return the full reference
     */
    String write(String name, String reference, ImageSource source)
            throws IOException, InvalidImageReferenceException, InterruptedException, ExecutionException {
        build(name, reference, source);
        Files.move(
                partial(name),
                directory.resolve(name + ".tar"),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
        Files.writeString(directory.resolve(name + ".ref"), reference + "\n");
        return reference;
    }

    private Path partial(String name) {
        return directory.resolve(name + ".tar.partial");
    }

    private String build(String name, String reference, ImageSource source)
            throws IOException, InvalidImageReferenceException, InterruptedException, ExecutionException {
        Files.createDirectories(directory);
        var target = Containerizer.to(TarImage.at(partial(name)).named(reference))
                .setBaseImageLayersCache(cache.resolve("base"))
                .setApplicationLayersCache(cache.resolve("application"))
                .setToolName("modelservice-images")
                .setOfflineMode(true);
        try {
            return source.builder().containerize(target).getImageId().getHash();
        } catch (RegistryException | CacheDirectoryCreationException failed) {
            throw new IOException("cannot write the image " + reference, failed);
        }
    }
}
