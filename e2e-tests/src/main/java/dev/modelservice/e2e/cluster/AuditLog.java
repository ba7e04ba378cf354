package dev.modelservice.e2e.cluster;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;

/** The API server's audit log: who read and wrote what since a mark. */
public final class AuditLog {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path file;
    private final Access access;

    AuditLog(Path file, Access access) {
        this.file = file;
        this.access = access;
    }

    /** A place in the log; everything answered before it lies before it. */
    public record Mark(long offset) {}

    /**
     * Puts a request of its own into the log and returns the place behind it. The API server writes an entry when it has
     * answered, a moment after the client may have its answer, so the file's length alone would be no mark.
     */
    public Mark mark() {
        String name = "audit-mark-" + UUID.randomUUID();
        long before = length();
        try (KubernetesClient client = access.client("audit-mark")) {
            client.configMaps().inNamespace("default").withName(name).get();
        }
        return Awaitility.await("the mark in the audit log")
                .atMost(Duration.ofSeconds(10))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> find(before, name), mark -> mark.offset() >= 0);
    }

    /** What was answered since the mark and before now, in the order of the log. */
    public List<AuditEvent> since(Mark from) {
        return between(from, mark());
    }

    public List<AuditEvent> between(Mark from, Mark to) {
        return read(from.offset(), to.offset())
                .lines()
                .map(AuditLog::parse)
                .filter(event -> !event.userAgent().equals("audit-mark"))
                .toList();
    }

    private Mark find(long from, String name) {
        String text = read(from, length());
        int at = text.indexOf(name);
        int end = at < 0 ? -1 : text.indexOf('\n', at);
        if (end < 0) {
            return new Mark(-1);
        }
        return new Mark(from + text.substring(0, end + 1).getBytes(StandardCharsets.UTF_8).length);
    }

    private long length() {
        return file.toFile().length();
    }

    private String read(long from, long to) {
        try (var reader = new RandomAccessFile(file.toFile(), "r")) {
            var bytes = new byte[Math.toIntExact(to - from)];
            reader.seek(from);
            reader.readFully(bytes);
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + file, e);
        }
    }

    private static AuditEvent parse(String line) {
        try {
            return AuditEvent.of(JSON.readTree(line));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("Not an audit event: " + line, e);
        }
    }
}
