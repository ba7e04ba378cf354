package dev.modelservice.runtime.engine.onnx.proto;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;

/**
 * Goes through the fields of one message in the wire format of protocol buffers, without looking into those that nobody asks
 * for: a file of gigabytes is read in a few hundred small places.
 */
final class ProtoReader {

    /** The bytes are no message. */
    static final class MalformedException extends Exception {

        private static final long serialVersionUID = 1;

        MalformedException(String message) {
            super(message);
        }
    }

    private static final int VARINT = 0;
    private static final int EIGHT_BYTES = 1;
    private static final int LENGTH = 2;
    private static final int FOUR_BYTES = 5;
    private static final int LONGEST_VARINT = 10;

    private final MemorySegment bytes;
    private long at;
    private int field;
    private int wire;

    ProtoReader(MemorySegment bytes) {
        this.bytes = bytes;
    }

    /** Goes to the next field, past what was not read of this one; false at the end. */
    boolean next() throws MalformedException {
        if (field != 0) {
            skip();
        }
        if (at == bytes.byteSize()) {
            return false;
        }
        long tag = varint();
        field = (int) (tag >>> 3);
        wire = (int) (tag & 7);
        if (field <= 0) {
            throw new MalformedException("a field has no number");
        }
        return true;
    }

    /** The number of this field. */
    int field() {
        return field;
    }

    /** Whether this field is a message, a text or bytes. */
    boolean isLong() {
        return wire == LENGTH;
    }

    long number() throws MalformedException {
        if (wire != VARINT) {
            throw new MalformedException("a number was expected");
        }
        field = 0;
        return varint();
    }

    ProtoReader message() throws MalformedException {
        return new ProtoReader(content());
    }

    String text() throws MalformedException {
        return new String(content().toArray(JAVA_BYTE), StandardCharsets.UTF_8);
    }

    private MemorySegment content() throws MalformedException {
        if (wire != LENGTH) {
            throw new MalformedException("a message was expected");
        }
        field = 0;
        long length = varint();
        MemorySegment content = bytes.asSlice(forward(length) - length, length);
        return content;
    }

    private void skip() throws MalformedException {
        switch (wire) {
            case VARINT -> varint();
            case EIGHT_BYTES -> forward(Long.BYTES);
            case LENGTH -> forward(varint());
            case FOUR_BYTES -> forward(Integer.BYTES);
            default -> throw new MalformedException("a field is of the unknown kind " + wire);
        }
    }

    private long forward(long length) throws MalformedException {
        if (length < 0 || length > bytes.byteSize() - at) {
            throw new MalformedException("a field goes past the end");
        }
        at += length;
        return at;
    }

    private long varint() throws MalformedException {
        long value = 0;
        for (int i = 0; i < LONGEST_VARINT; i++) {
            if (at == bytes.byteSize()) {
                throw new MalformedException("a number is cut off");
            }
            byte next = bytes.get(JAVA_BYTE, at++);
            value |= (next & 0x7FL) << (7 * i);
            if (next >= 0) {
                return value;
            }
        }
        throw new MalformedException("a number is too long");
    }
}
