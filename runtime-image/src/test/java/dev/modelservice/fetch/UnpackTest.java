package dev.modelservice.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Archives, good and evil, from the server to the volume. */
final class UnpackTest {

    @TempDir
    private Path volume;

    @ParameterizedTest
    @ValueSource(strings = {"model.tar", "model.tar.gz", "model.tgz", "model.zip"})
    void filesAndFoldersAreUnpacked(String name) throws Exception {
        fetch(name, archive(name, "model.onnx", "1_Pooling/config.json"));

        assertThat(files()).containsExactly("1_Pooling/config.json", "model.onnx");
        assertThat(volume.resolve("model.onnx")).hasContent("content of model.onnx");
    }

    @ParameterizedTest
    @ValueSource(strings = {"model.tar", "model.zip"})
    void anOnlyFolderAtTheTopIsLeftOut(String name) throws Exception {
        fetch(name, archive(name, "minilm/model.onnx", "minilm/1_Pooling/config.json"));

        assertThat(files()).containsExactly("1_Pooling/config.json", "model.onnx");
    }

    @Test
    void aFolderBesideFilesIsKept() throws Exception {
        fetch("model.tar", archive("model.tar", "README", "minilm/model.onnx"));

        assertThat(files()).containsExactly("README", "minilm/model.onnx");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../evil", "/evil", "a/../../evil", ".modelservice-fetch/complete.properties"})
    void nothingIsPutElsewhere(String evil) throws Exception {
        for (String name : List.of("model.tar", "model.zip")) {
            FetchException failure = failure(name, archive(name, "model.onnx", evil), 1_000_000);

            assertThat(failure.reason()).isEqualTo(Reason.ModelCorrupt);
            assertThat(failure).hasMessageStartingWith("the archive holds '" + evil + "', which is not unpacked: ");
            assertThat(files()).isEmpty();
            assertThat(volume.resolveSibling("evil")).doesNotExist();
        }
    }

    @Test
    void linksAndDevicesAreRefused() throws Exception {
        for (byte kind : new byte[] {
            TarConstants.LF_SYMLINK,
            TarConstants.LF_LINK,
            TarConstants.LF_CHR,
            TarConstants.LF_BLK,
            TarConstants.LF_FIFO
        }) {
            TarArchiveEntry entry = new TarArchiveEntry("model.onnx", kind);
            entry.setLinkName("/etc/passwd");

            FetchException failure = failure("model.tar", tar(entry), 1_000_000);

            assertThat(failure.reason()).as("kind %c", (char) kind).isEqualTo(Reason.ModelCorrupt);
            assertThat(failure).hasMessageStartingWith("the archive holds 'model.onnx', which is not unpacked: it is ");
        }
    }

    @Test
    void aLinkInAZipIsRefused() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipArchiveOutputStream zip = new ZipArchiveOutputStream(bytes)) {
            ZipArchiveEntry entry = new ZipArchiveEntry("model.onnx");
            entry.setUnixMode(0120777);
            zip.putArchiveEntry(entry);
            zip.write("/etc/passwd".getBytes(StandardCharsets.UTF_8));
            zip.closeArchiveEntry();
        }

        assertThat(failure("model.zip", bytes.toByteArray(), 1_000_000)).hasMessageContaining("it is a link");
    }

    @Test
    void aSmallFileThatUnpacksToALargeOneIsStopped() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(bytes)) {
            TarArchiveEntry entry = new TarArchiveEntry("model.onnx");
            entry.setSize(5_000_000);
            gzip.write(tar(entry, new byte[5_000_000]));
        }
        assertThat(bytes.size()).isLessThan(100_000);

        FetchException failure = failure("model.tgz", bytes.toByteArray(), 1_000_000);

        assertThat(failure.reason()).isEqualTo(Reason.ModelTooLarge);
        assertThat(failure).hasMessageContaining("unpacks to more than the 1000000 bytes");
        assertThat(files()).isEmpty();
        assertThat(volume.resolve(WorkFolder.NAME).resolve("unpacked")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"model.tar", "model.tar.gz", "model.zip"})
    void whatIsNoArchiveIsCorrupt(String name) throws Exception {
        FetchException failure =
                failure(name, "<html>Please log in</html>".repeat(100).getBytes(StandardCharsets.UTF_8), 1_000_000);

        assertThat(failure.reason()).isEqualTo(Reason.ModelCorrupt);
        assertThat(failure).hasMessageStartingWith("the archive is broken, or no ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"model.tar", "model.tar.gz", "model.zip"})
    void halfAnArchiveIsCorrupt(String name) throws Exception {
        byte[] whole = archive(name, "model.onnx", "a", "b", "c");

        FetchException failure = failure(name, java.util.Arrays.copyOf(whole, whole.length / 3), 1_000_000);

        assertThat(failure.reason()).isEqualTo(Reason.ModelCorrupt);
        assertThat(files()).isEmpty();
    }

    private void fetch(String name, byte[] content) throws Exception {
        fetch(name, content, 1_000_000);
    }

    private void fetch(String name, byte[] content, long limit)
            throws IOException, InterruptedException, FetchException {
        try (ModelHost host = ModelHost.http(ModelHost.file(content, "\"v1\""))) {
            Source source = Source.parse(host.address("/" + name));
            new Fetcher(new FetchOrder(
                            source,
                            Optional.empty(),
                            limit,
                            volume,
                            Optional.empty(),
                            Optional.empty(),
                            Duration.ofSeconds(2)))
                    .fetch();
        }
    }

    private FetchException failure(String name, byte[] content, long limit) {
        FetchException failure = catchThrowableOfType(FetchException.class, () -> fetch(name, content, limit));
        assertThat(failure).isNotNull();
        return failure;
    }

    /** All that the runtime would see. */
    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.walk(volume)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> volume.relativize(file).toString())
                    .filter(file -> !file.startsWith(WorkFolder.NAME))
                    .sorted()
                    .toList();
        }
    }

    private static byte[] archive(String name, String... files) throws IOException {
        if (name.endsWith(".zip")) {
            return zip(files);
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes)) {
            for (String file : files) {
                byte[] content = ("content of " + file).getBytes(StandardCharsets.UTF_8);
                TarArchiveEntry entry = new TarArchiveEntry(file, true);
                entry.setSize(content.length);
                tar.putArchiveEntry(entry);
                tar.write(content);
                tar.closeArchiveEntry();
            }
        }
        return name.endsWith(".tar") ? bytes.toByteArray() : gzip(bytes.toByteArray());
    }

    private static byte[] zip(String... files) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipArchiveOutputStream zip = new ZipArchiveOutputStream(bytes)) {
            for (String file : files) {
                zip.putArchiveEntry(new ZipArchiveEntry(file));
                zip.write(("content of " + file).getBytes(StandardCharsets.UTF_8));
                zip.closeArchiveEntry();
            }
        }
        return bytes.toByteArray();
    }

    private static byte[] gzip(byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(content);
        }
        return bytes.toByteArray();
    }

    private static byte[] tar(TarArchiveEntry entry) throws IOException {
        return tar(entry, new byte[0]);
    }

    private static byte[] tar(TarArchiveEntry entry, byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes)) {
            tar.putArchiveEntry(entry);
            tar.write(content);
            tar.closeArchiveEntry();
        }
        return bytes.toByteArray();
    }
}
