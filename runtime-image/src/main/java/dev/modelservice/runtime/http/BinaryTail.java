package dev.modelservice.runtime.http;

import dev.modelservice.runtime.request.RejectedException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** A V2 body: JSON, and behind it the raw bytes of tensors, in the order of the inputs that have them. */
final class BinaryTail {

    /** Says how many bytes of a body are JSON, in requests and in answers. */
    static final String HEADER = "Inference-Header-Content-Length";

    private final byte[] body;
    private final int jsonLength;
    private int taken;

    private BinaryTail(byte[] body, int jsonLength) {
        this.body = body;
        this.jsonLength = jsonLength;
        this.taken = jsonLength;
    }

    /**
     * A body with this header.
     *
     * @throws RejectedException if the body cannot be what the header says
     */
    static BinaryTail of(byte[] body, @Nullable String header) {
        if (header == null) {
            return new BinaryTail(body, body.length);
        }
        long length;
        try {
            length = Long.parseLong(header.strip());
        } catch (NumberFormatException e) {
            length = -1;
        }
        if (length < 1 || length > body.length) {
            throw RejectedException.malformed(
                    "%s: expected how many bytes of the body are JSON, from 1 to the body's %d, got '%s'"
                            .formatted(HEADER, body.length, header));
        }
        return new BinaryTail(body, (int) length);
    }

    byte[] body() {
        return body;
    }

    int jsonLength() {
        return jsonLength;
    }

    /** The next bytes, over the same memory. */
    ByteBuffer take(String input, long size) {
        if (size > body.length - taken) {
            throw RejectedException.malformed(
                    "input '%s': expected %d bytes of binary data behind the JSON of %d bytes, got %d"
                            .formatted(input, size, jsonLength, body.length - taken));
        }
        ByteBuffer bytes = ByteBuffer.wrap(body, taken, (int) size);
        taken += (int) size;
        return bytes;
    }

    /** To be called when all inputs took theirs. */
    void requireEnd() {
        if (taken != body.length) {
            throw RejectedException.malformed(
                    "the inputs have %d bytes of binary data, and %d came behind the JSON of %d bytes"
                            .formatted(taken - jsonLength, body.length - jsonLength, jsonLength));
        }
    }
}
