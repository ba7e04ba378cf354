package dev.modelservice.gateway.accesslog;

import dev.modelservice.gateway.problem.Json;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One event loop's lines, handed over in blocks. For one thread. */
public final class AccessLines {

    private static final int BLOCK_CHARACTERS = 32_768;

    private final AccessLog log;
    private final StringBuilder lines = new StringBuilder(BLOCK_CHARACTERS + 1024);
    private final Stamp stamp = new Stamp();
    private int count;

    public AccessLines(AccessLog log) {
        this.log = log;
    }

    /** Begins a line. */
    public AccessLines begin(Instant at) {
        lines.append("{\"type\":\"access\",\"at\":\"");
        stamp.append(lines, at);
        lines.append('"');
        return this;
    }

    public AccessLines text(String key, @Nullable String value) {
        if (value != null) {
            key(key);
            Json.text(lines, value);
        }
        return this;
    }

    public AccessLines number(String key, long value) {
        key(key).append(value);
        return this;
    }

    /** Milliseconds, to the hundredth; nothing for a time below zero, which there was not. */
    public AccessLines millis(String key, long nanos) {
        if (nanos >= 0) {
            long hundredths = nanos / 10_000;
            key(key).append(hundredths / 100).append('.');
            lines.append((char) ('0' + hundredths % 100 / 10)).append((char) ('0' + hundredths % 10));
        }
        return this;
    }

    private StringBuilder key(String key) {
        return lines.append(",\"").append(key).append("\":");
    }

    public void end() {
        lines.append("}\n");
        count++;
        if (lines.length() >= BLOCK_CHARACTERS) {
            flush();
        }
    }

    /** Hands over what there is. */
    public void flush() {
        if (count > 0) {
            log.write(lines, count);
            lines.setLength(0);
            count = 0;
        }
    }
}
