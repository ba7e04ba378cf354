package dev.modelservice.gateway.route;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Finds the fields {@code model} and {@code user} of a JSON object that comes in pieces, without keeping the pieces. It
 * follows strings and brackets, and leaves it to the model's server to refuse what is no JSON otherwise.
 */
public final class FieldFinder {

    private static final int MAX_TEXT_BYTES = 1024;

    private final byte[] text = new byte[MAX_TEXT_BYTES];
    private int length;
    private long position;
    private int depth;
    private boolean inString;
    private boolean escaped;
    /** Whether the next string of the outermost object is a key. */
    private boolean expectsKey = true;

    private @Nullable String key;
    private boolean began;
    private boolean ended;
    private boolean broken;
    private long textStart;

    private @Nullable String model;
    private long modelStart;
    private long modelEnd;
    private @Nullable String user;

    /** Reads on. */
    public void feed(byte[] piece) {
        for (byte next : piece) {
            if (broken || ended) {
                return;
            }
            if (inString) {
                string(next);
            } else {
                structure(next);
            }
            position++;
        }
    }

    private void string(byte next) {
        if (escaped) {
            escaped = false;
        } else if (next == '\\') {
            escaped = true;
        } else if (next == '"') {
            inString = false;
            if (depth == 1) {
                textEnded();
            }
            return;
        }
        if (depth == 1) {
            if (length < MAX_TEXT_BYTES) {
                text[length] = next;
            }
            length++;
        }
    }

    private void structure(byte next) {
        switch (next) {
            case ' ', '\t', '\r', '\n' -> {}
            case '"' -> {
                inString = true;
                length = 0;
                textStart = position + 1;
                broken = depth == 0;
            }
            case '{', '[' -> {
                broken = (!began && next == '[') || isNamed();
                began = true;
                depth++;
            }
            case '}', ']' -> {
                depth--;
                broken = depth < 0;
                ended = depth == 0;
            }
            case ',' -> expectsKey |= depth == 1;
            case ':' -> {}
            default -> broken = depth == 0 || isNamed();
        }
    }

    /** Whether this is the value of {@code model}, which has to be a string. */
    private boolean isNamed() {
        return depth == 1 && !expectsKey && "model".equals(key);
    }

    private void textEnded() {
        String found = length > MAX_TEXT_BYTES ? null : unescaped();
        if (expectsKey) {
            key = found;
            expectsKey = false;
        } else if ("model".equals(key) && model == null) {
            model = found;
            modelStart = textStart;
            modelEnd = position;
            broken = found == null;
        } else if ("user".equals(key) && user == null) {
            user = found;
        }
    }

    private String unescaped() {
        String raw = new String(text, 0, length, StandardCharsets.UTF_8);
        if (raw.indexOf('\\') < 0) {
            return raw;
        }
        // Some clients write a slash as \/ ; other escapes do not occur in names.
        return raw.replace("\\/", "/");
    }

    /** The value of {@code model}, once it was read. */
    public @Nullable String model() {
        return model;
    }

    /** The value of {@code user}, once it was read. */
    public @Nullable String user() {
        return user;
    }

    /** Whether the object is complete. */
    public boolean isEnded() {
        return ended;
    }

    /** Whether this is no JSON object, or one whose {@code model} is no string. */
    public boolean isBroken() {
        return broken;
    }

    /**
     * The object's beginning with another model's name.
     *
     * @param read what was fed, as far as the end of the name at least
     */
    public byte[] renamed(byte[] read, String name) {
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        int start = Math.toIntExact(modelStart);
        int end = Math.toIntExact(modelEnd);
        byte[] changed = Arrays.copyOf(read, read.length - (end - start) + bytes.length);
        System.arraycopy(bytes, 0, changed, start, bytes.length);
        System.arraycopy(read, end, changed, start + bytes.length, read.length - end);
        return changed;
    }
}
