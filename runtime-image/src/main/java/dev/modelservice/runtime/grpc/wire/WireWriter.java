package dev.modelservice.runtime.grpc.wire;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Consumer;

/** Writes a message field by field. Values that are protobuf's defaults are left out, as proto3 has it. */
public final class WireWriter {

    private static final int VARINT = 0;
    private static final int DELIMITED = 2;
    private static final int MAX_VARINT = 10;

    private byte[] bytes = new byte[128];
    private int size;

    /** The message. */
    public byte[] toByteArray() {
        return Arrays.copyOf(bytes, size);
    }

    public void number(int field, long value) {
        if (value != 0) {
            repeatedNumber(field, value);
        }
    }

    public void flag(int field, boolean value) {
        number(field, value ? 1 : 0);
    }

    public void text(int field, String value) {
        if (!value.isEmpty()) {
            repeatedText(field, value);
        }
    }

    /** One of many texts, of which an empty one counts. */
    public void repeatedText(int field, String value) {
        bytes(field, ByteBuffer.wrap(value.getBytes(StandardCharsets.UTF_8)));
    }

    /** One of many numbers, of which 0 counts. */
    private void repeatedNumber(int field, long value) {
        rawVarint((long) field << 3 | VARINT);
        rawVarint(value);
    }

    /** Bytes, of which none count too. */
    public void bytes(int field, ByteBuffer value) {
        rawVarint((long) field << 3 | DELIMITED);
        rawVarint(value.remaining());
        reserve(value.remaining());
        int length = value.remaining();
        value.get(value.position(), bytes, size, length);
        size += length;
    }

    /** A message, of which an empty one counts. */
    public void message(int field, Consumer<WireWriter> content) {
        WireWriter nested = new WireWriter();
        content.accept(nested);
        bytes(field, ByteBuffer.wrap(nested.bytes, 0, nested.size));
    }

    /** Many numbers in one field. */
    public void packed(int field, long[] values) {
        packed(field, packed -> {
            for (long value : values) {
                packed.value(value);
            }
        });
    }

    /** Many numbers in one field, as they are written. */
    public void packed(int field, Consumer<Packed> content) {
        WireWriter nested = new WireWriter();
        content.accept(nested::rawVarint);
        if (nested.size > 0) {
            bytes(field, ByteBuffer.wrap(nested.bytes, 0, nested.size));
        }
    }

    /** Takes the numbers of a packed field. */
    @FunctionalInterface
    public interface Packed {
        void value(long value);
    }

    private void rawVarint(long value) {
        reserve(MAX_VARINT);
        long left = value;
        while ((left & ~0x7FL) != 0) {
            bytes[size++] = (byte) (left | 0x80);
            left >>>= 7;
        }
        bytes[size++] = (byte) left;
    }

    private void reserve(int more) {
        int needed = Math.addExact(size, more);
        if (needed > bytes.length) {
            int larger = (int) Math.min(bytes.length * 2L, Integer.MAX_VALUE - 8);
            bytes = Arrays.copyOf(bytes, Math.max(needed, larger));
        }
    }
}
