package dev.modelservice.images;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** Writes a base image's archive of one layer, in the form that docker save writes. */
final class BaseArchive {
    private static final String MANIFEST = """
            [{"Config": "config.json", "RepoTags": ["modelservice.dev/base:latest"], "Layers": ["layer.tar"]}]""";

    private static final String CONFIG = """
            {"architecture": "amd64", "os": "linux", "config": {"Env": ["PATH=/opt/java/bin"]},
             "rootfs": {"type": "layers", "diff_ids": ["sha256:DIGEST"]}}""";

    private BaseArchive() {}

    static Path write(Path archive, Map<String, String> files) throws IOException, NoSuchAlgorithmException {
        byte[] layer = tar(files);
        String digest =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(layer));
        String layerText = new String(layer, UTF_8);
        var entries = Map.of(
                "manifest.json", MANIFEST, "config.json", CONFIG.replace("DIGEST", digest), "layer.tar", layerText);
        return Files.write(archive, tar(entries));
    }

    private static byte[] tar(Map<String, String> files) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var tar = new TarArchiveOutputStream(bytes)) {
            for (var file : files.entrySet()) {
                byte[] content = file.getValue().getBytes(UTF_8);
                var entry = new TarArchiveEntry(file.getKey());
                entry.setSize(content.length);
                tar.putArchiveEntry(entry);
                tar.write(content);
                tar.closeArchiveEntry();
            }
        }
        return bytes.toByteArray();
    }
}
