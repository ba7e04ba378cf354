package dev.modelservice.images;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.apache.commons.compress.archivers.zip.ZipFile;

/**
 * An application made ready for an image: without the native code that its jars carry for every platform, and with that of
 * the image's processor as files in {@code native/}. The packaged application itself stays as it is, and runs anywhere.
 *
 * @param directory the application's fast-jar folder
 * @param architecture the processor that the image is for
 */
record SplitApplication(Path directory, String architecture) {
    static final String NATIVE = "native";

    void write(Path output) throws IOException {
        Path natives = Files.createDirectories(output.resolve(NATIVE));
        for (Path file : files()) {
            Path target = output.resolve(directory.relativize(file).toString());
            Files.createDirectories(target.getParent());
            Optional<NativeJar> jar = NativeJar.of(file.getFileName().toString());
            if (jar.isPresent()) {
                split(jar.get(), file, target, natives);
            } else {
                Files.copy(file, target);
            }
        }
    }

    private List<Path> files() throws IOException {
        try (var found = Files.walk(directory)) {
            return found.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private void split(NativeJar jar, Path file, Path target, Path natives) throws IOException {
        try (ZipFile entries = ZipFile.builder().setPath(file).get();
                ZipArchiveOutputStream rest = new ZipArchiveOutputStream(target)) {
            // As they are packed: the same jar makes the same bytes.
            entries.copyRawEntries(rest, entry -> !jar.isNative(entry.getName()));
            for (ZipArchiveEntry entry : Collections.list(entries.getEntriesInPhysicalOrder())) {
                Optional<String> name = jar.file(entry.getName(), architecture);
                if (name.isPresent()) {
                    try (var content = entries.getInputStream(entry)) {
                        Files.copy(content, natives.resolve(name.get()), StandardCopyOption.REPLACE_EXISTING);
                    }
                }
            }
        }
    }
}
