package dev.modelservice.runtime.codec;

import dev.modelservice.runtime.request.DataType;
import dev.modelservice.runtime.request.Elements;
import dev.modelservice.runtime.request.RejectedException;
import dev.modelservice.runtime.request.Shape;
import dev.modelservice.runtime.request.Tensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Tensors as V2's raw bytes, which are the same over HTTP and gRPC: numbers one after the other, texts each behind the four
 * bytes of its length, all little-endian, as every machine with an engine for us keeps them.
 */
public final class RawTensors {

    private static final int LENGTH_BYTES = 4;

    private RawTensors() {}

    /**
     * A tensor over the given bytes, which it keeps if they are numbers. Any number goes, NaN too.
     *
     * @throws RejectedException if the bytes are not those of such a tensor
     */
    public static Tensor read(String input, DataType datatype, Shape shape, ByteBuffer bytes, Room room) {
        int available = bytes.remaining();
        int count = room.take(input, datatype, shape, mostElements(datatype, available));
        if (datatype == DataType.BYTES) {
            ByteBuffer texts = bytes.duplicate().order(ByteOrder.LITTLE_ENDIAN);
            return new Tensor(input, datatype, shape, new Elements.Texts(texts(input, texts, count)));
        }
        int needed = count * datatype.width();
        if (available != needed) {
            throw RejectedException.malformed("input '%s': expected %d bytes for shape %s of %s, got %d"
                    .formatted(input, needed, shape, datatype, available));
        }
        if (datatype == DataType.BOOL) {
            requireBooleans(input, bytes);
        }
        return new Tensor(input, datatype, shape, new Elements.Numbers(bytes));
    }

    /** So that what is refused for its size is refused before it is read; the exact size is checked after. */
    private static long mostElements(DataType datatype, int bytes) {
        return datatype == DataType.BYTES ? Math.max(bytes / LENGTH_BYTES, 1) : Math.max(bytes, 1);
    }

    private static List<String> texts(String input, ByteBuffer bytes, int count) {
        List<String> texts = new ArrayList<>(count);
        while (texts.size() < count) {
            int position = texts.size();
            if (bytes.remaining() < LENGTH_BYTES) {
                throw RejectedException.malformed("input '%s': element %d: expected four bytes of length, got %d"
                        .formatted(input, position, bytes.remaining()));
            }
            int length = bytes.getInt();
            if (length < 0 || length > bytes.remaining()) {
                throw RejectedException.malformed("input '%s': element %d: expected %d bytes of text, got %d"
                        .formatted(input, position, Integer.toUnsignedLong(length), bytes.remaining()));
            }
            texts.add(Utf8.decode(input, position, bytes.slice(bytes.position(), length)));
            bytes.position(bytes.position() + length);
        }
        if (bytes.hasRemaining()) {
            throw RejectedException.malformed(
                    "input '%s': expected %d texts, got %d bytes more".formatted(input, count, bytes.remaining()));
        }
        return texts;
    }

    /** Any other byte is neither true nor false to an engine, and undefined in some. */
    private static void requireBooleans(String input, ByteBuffer bytes) {
        for (int i = bytes.position(); i < bytes.limit(); i++) {
            if ((bytes.get(i) & 0xFE) != 0) {
                throw RejectedException.malformed("input '%s': element %d: expected 0 or 1 for BOOL, got %d"
                        .formatted(input, i - bytes.position(), Byte.toUnsignedInt(bytes.get(i))));
            }
        }
    }

    /** The raw bytes of a tensor. */
    public static ByteBuffer write(Tensor tensor) {
        return switch (tensor.elements()) {
            case Elements.Numbers numbers -> numbers.buffer();
            case Elements.Texts(List<String> values) -> texts(values);
        };
    }

    private static ByteBuffer texts(List<String> values) {
        List<byte[]> encoded = new ArrayList<>(values.size());
        int bytes = 0;
        for (String value : values) {
            byte[] text = value.getBytes(StandardCharsets.UTF_8);
            encoded.add(text);
            bytes = Math.addExact(bytes, LENGTH_BYTES + text.length);
        }
        ByteBuffer raw = ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
        encoded.forEach(text -> raw.putInt(text.length).put(text));
        return raw.flip();
    }
}
