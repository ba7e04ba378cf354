package dev.modelservice.images;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/**
 * An image archive, read as a container runtime would.
 *
 * @param reference the name that it carries
 * @param config the image's configuration
 * @param layers each layer's files and their contents, from the base up; folders are left out
 * @param layerNames what the layers are called in the archive, which are their digests
 */
record LoadedArchive(String reference, JsonNode config, List<Map<String, String>> layers, List<String> layerNames) {
    static LoadedArchive read(Path archive) throws IOException {
        Map<String, byte[]> entries = entries(Files.newInputStream(archive));
        var json = new ObjectMapper();
        JsonNode manifest = json.readTree(entries.get("manifest.json")).get(0);
        var layers = new ArrayList<Map<String, String>>();
        var names = new ArrayList<String>();
        for (JsonNode layer : manifest.get("Layers")) {
            byte[] bytes = entries.get(layer.asText());
            var content = new GZIPInputStream(new ByteArrayInputStream(bytes));
            var files = new HashMap<String, String>();
            entries(content).forEach((name, text) -> files.put("/" + name, new String(text, UTF_8)));
            layers.add(files);
            names.add(layer.asText());
        }
        return new LoadedArchive(
                manifest.get("RepoTags").get(0).asText(),
                json.readTree(entries.get(manifest.get("Config").asText())),
                layers,
                names);
    }

    private static Map<String, byte[]> entries(InputStream archive) throws IOException {
        var entries = new HashMap<String, byte[]>();
        try (var tar = new TarArchiveInputStream(archive)) {
            for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                if (entry.isFile()) {
                    entries.put(entry.getName(), tar.readAllBytes());
                }
            }
        }
        return entries;
    }
}
