package dev.modelservice.e2e.bench.pace;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Reads answers of HTTP/1.1 as their bytes come, one after the other, with a length or in chunks. */
final class AnswerReader {
    private static final int HEAD_BYTES = 16_384;
    private static final String LENGTH = "\r\ncontent-length:";

    private enum Part {
        HEAD,
        BODY,
        CHUNK_SIZE,
        CHUNK,
        TRAILER
    }

    private final byte[] head = new byte[HEAD_BYTES];
    private int headLength;
    private Part part = Part.HEAD;
    /** Bytes of the body or chunk that are still to come. */
    private long left;

    private int status;
    private int lineLength;

    /** Reads on, and returns true at the end of an answer. What comes behind it stays in the buffer. */
    boolean feed(ByteBuffer bytes) {
        while (bytes.hasRemaining()) {
            if (part == Part.BODY || part == Part.CHUNK) {
                int taken = (int) Math.min(left, bytes.remaining());
                bytes.position(bytes.position() + taken);
                left -= taken;
                if (left == 0 && bodyEnded()) {
                    return true;
                }
            } else if (take(bytes.get())) {
                return true;
            }
        }
        return false;
    }

    int status() {
        return status;
    }

    private boolean bodyEnded() {
        boolean whole = part == Part.BODY;
        part = whole ? Part.HEAD : Part.CHUNK_SIZE;
        headLength = 0;
        return whole;
    }

    private boolean take(byte next) {
        return switch (part) {
            case HEAD -> takeHead(next);
            case CHUNK_SIZE -> takeSize(next);
            default -> takeTrailer(next);
        };
    }

    private boolean takeHead(byte next) {
        head[headLength++] = next;
        if (next != '\n' || headLength < 4 || head[headLength - 3] != '\n') {
            return false;
        }
        String text = new String(head, 0, headLength, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
        headLength = 0;
        status = Integer.parseInt(text, 9, 12, 10);
        int at = text.indexOf(LENGTH);
        if (at < 0) {
            part = Part.CHUNK_SIZE;
            return false;
        }
        left = Long.parseLong(
                text.substring(at + LENGTH.length(), text.indexOf('\r', at + 2)).strip());
        part = left == 0 ? Part.HEAD : Part.BODY;
        return left == 0;
    }

    private boolean takeSize(byte next) {
        head[headLength++] = next;
        if (next != '\n') {
            return false;
        }
        String line = new String(head, 0, headLength, StandardCharsets.ISO_8859_1).strip();
        headLength = 0;
        long size = Long.parseLong(line.split(";", 2)[0].strip(), 16);
        part = size == 0 ? Part.TRAILER : Part.CHUNK;
        // The line's end behind a chunk belongs to it.
        left = size + 2;
        lineLength = 0;
        return false;
    }

    /** Lines until an empty one. */
    private boolean takeTrailer(byte next) {
        if (next == '\r') {
            return false;
        }
        if (next != '\n') {
            lineLength++;
            return false;
        }
        boolean empty = lineLength == 0;
        lineLength = 0;
        if (empty) {
            part = Part.HEAD;
        }
        return empty;
    }
}
