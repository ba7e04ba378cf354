package dev.modelservice.runtime.grpc;

import dev.modelservice.runtime.codec.Room;
import dev.modelservice.runtime.codec.Utf8;
import dev.modelservice.runtime.grpc.wire.WireReader;
import dev.modelservice.runtime.grpc.wire.WireWriter;
import dev.modelservice.runtime.request.DataType;
import dev.modelservice.runtime.request.Elements;
import dev.modelservice.runtime.request.RejectedException;
import dev.modelservice.runtime.request.Shape;
import dev.modelservice.runtime.request.Tensor;
import java.nio.BufferOverflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** An {@code InferTensorContents}: elements as numbers of protobuf, in the one field that the datatype has. */
final class TypedContents {

    private static final List<String> FIELDS = List.of(
            "bool_contents",
            "int_contents",
            "int64_contents",
            "uint_contents",
            "uint64_contents",
            "fp32_contents",
            "fp64_contents",
            "bytes_contents");

    private final String input;
    private final DataType datatype;
    private final int count;
    private final ByteBuffer numbers;
    private final List<String> texts = new ArrayList<>();

    private TypedContents(String input, DataType datatype, int count) {
        this.input = input;
        this.datatype = datatype;
        this.count = count;
        this.numbers = Elements.Numbers.allocate(datatype, count);
    }

    /** Whether values of this type can be sent so. */
    static boolean has(DataType datatype) {
        return datatype != DataType.FP16;
    }

    static Tensor read(String input, DataType datatype, Shape shape, ByteBuffer contents, Room room) {
        if (!has(datatype)) {
            throw RejectedException.malformed(
                    "input '%s': expected %s as raw_input_contents, which is the only way in which gRPC sends it"
                            .formatted(input, datatype));
        }
        int most = contents.remaining();
        TypedContents typed = new TypedContents(input, datatype, room.take(input, datatype, shape, Math.max(most, 1)));
        return new Tensor(input, datatype, shape, typed.elements(new WireReader(contents), shape));
    }

    private Elements elements(WireReader fields, Shape shape) {
        try {
            while (fields.next()) {
                if (fields.field() <= FIELDS.size()) {
                    requireField(fields.field());
                    values(fields);
                }
            }
        } catch (BufferOverflowException e) {
            throw wrongCount(shape, "more");
        }
        int taken = datatype == DataType.BYTES ? texts.size() : numbers.position() / datatype.width();
        if (taken != count) {
            throw wrongCount(shape, Integer.toString(taken));
        }
        return datatype == DataType.BYTES ? new Elements.Texts(texts) : new Elements.Numbers(numbers.flip());
    }

    private RejectedException wrongCount(Shape shape, String actual) {
        return RejectedException.malformed(
                "input '%s': expected %d values for shape %s, got %s".formatted(input, count, shape, actual));
    }

    private void requireField(int actual) {
        int expected = field(datatype);
        if (actual != expected) {
            throw RejectedException.malformed("input '%s': expected %s for %s, got %s"
                    .formatted(input, FIELDS.get(expected - 1), datatype, FIELDS.get(actual - 1)));
        }
    }

    static int field(DataType datatype) {
        return switch (datatype) {
            case BOOL -> 1;
            case INT8, INT16, INT32 -> 2;
            case INT64 -> 3;
            case UINT8, UINT16, UINT32 -> 4;
            case UINT64 -> 5;
            case FP32 -> 6;
            case FP64 -> 7;
            case BYTES -> 8;
            case FP16 -> throw new IllegalArgumentException("FP16 has no contents");
        };
    }

    private void values(WireReader fields) {
        switch (datatype) {
            case FP32 -> numbers.put(fields.packed(Float.BYTES));
            case FP64 -> numbers.put(fields.packed(Double.BYTES));
            case BYTES -> text(fields.bytes());
            default -> {
                ByteBuffer packed = fields.packed(0);
                while (packed.hasRemaining()) {
                    number(WireReader.packedVarint(packed));
                }
            }
        }
    }

    private void text(ByteBuffer bytes) {
        if (texts.size() == count) {
            throw new BufferOverflowException();
        }
        texts.add(Utf8.decode(input, texts.size(), bytes));
    }

    private void number(long value) {
        // The smaller integers travel as 32 bits.
        int narrow = (int) value;
        switch (datatype) {
            case BOOL -> numbers.put((byte) (value == 0 ? 0 : 1));
            case INT8 -> numbers.put((byte) within(narrow, Byte.MIN_VALUE, Byte.MAX_VALUE));
            case INT16 -> numbers.putShort((short) within(narrow, Short.MIN_VALUE, Short.MAX_VALUE));
            case INT32 -> numbers.putInt((int) value);
            case UINT8 -> numbers.put((byte) within(value & 0xFFFF_FFFFL, 0, 0xFF));
            case UINT16 -> numbers.putShort((short) within(value & 0xFFFF_FFFFL, 0, 0xFFFF));
            case UINT32 -> numbers.putInt((int) value);
            case INT64, UINT64 -> numbers.putLong(value);
            case FP16, FP32, FP64, BYTES -> throw new IllegalArgumentException(datatype + " is no integer");
        }
    }

    private long within(long value, long min, long max) {
        if (value < min || value > max) {
            throw RejectedException.malformed("input '%s': element %d: %d is out of range for %s (%d to %d)"
                    .formatted(input, numbers.position() / datatype.width(), value, datatype, min, max));
        }
        return value;
    }

    /** Writes a tensor's elements as the contents that they are. */
    static void write(Tensor tensor, WireWriter contents) {
        int field = field(tensor.datatype());
        switch (tensor.elements()) {
            case Elements.Texts(List<String> values) -> values.forEach(text -> contents.repeatedText(field, text));
            case Elements.Numbers numbers -> {
                ByteBuffer values = numbers.buffer();
                if (tensor.datatype().isFloatingPoint()) {
                    contents.bytes(field, values);
                } else {
                    contents.packed(field, packed -> {
                        while (values.hasRemaining()) {
                            packed.value(next(tensor.datatype(), values));
                        }
                    });
                }
            }
        }
    }

    private static long next(DataType datatype, ByteBuffer values) {
        return switch (datatype) {
            case BOOL -> values.get() == 0 ? 0 : 1;
            case INT8 -> values.get();
            case INT16 -> values.getShort();
            case INT32 -> values.getInt();
            case UINT8 -> Byte.toUnsignedLong(values.get());
            case UINT16 -> Short.toUnsignedLong(values.getShort());
            case UINT32 -> Integer.toUnsignedLong(values.getInt());
            case INT64, UINT64 -> values.getLong();
            case FP16, FP32, FP64, BYTES -> throw new IllegalArgumentException(datatype + " is no integer");
        };
    }
}
