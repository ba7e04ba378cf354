package dev.modelservice.runtime.grpc.wire;

import dev.modelservice.runtime.codec.Utf8;
import dev.modelservice.runtime.request.RejectedException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;

/** Reads a message: {@link #next} moves to a field, and its value is read, or skipped with the next move. */
public final class WireReader {

    private static final int VARINT = 0;
    private static final int FIXED64 = 1;
    private static final int DELIMITED = 2;
    private static final int FIXED32 = 5;
    private static final int MAX_VARINT_BITS = 64;

    private final ByteBuffer bytes;
    private int field;
    private int type;
    private boolean unread;

    /** Reads the given bytes, whose position is not touched. */
    public WireReader(ByteBuffer bytes) {
        this.bytes = bytes.slice().order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Moves to the next field; false at the end of the message. */
    public boolean next() {
        if (unread) {
            skip();
        }
        if (!bytes.hasRemaining()) {
            return false;
        }
        long tag = rawVarint();
        long number = tag >>> 3;
        if (number < 1 || number > (1 << 29) - 1) {
            throw RejectedException.malformed(
                    "the message is no protobuf: field number " + Long.toUnsignedString(number));
        }
        field = (int) number;
        type = (int) (tag & 7);
        unread = true;
        return true;
    }

    /** The number of the field. */
    public int field() {
        return field;
    }

    /** How many bytes are left behind the value. */
    public int remaining() {
        return bytes.remaining();
    }

    /** The value as a number; int32 and bool are its lower bits, as protobuf has it. */
    public long varint() {
        require(VARINT);
        return rawVarint();
    }

    public boolean flag() {
        return varint() != 0;
    }

    /** The value as bytes, over the same memory. */
    public ByteBuffer bytes() {
        require(DELIMITED);
        return rawBytes();
    }

    /** The value as text. */
    public String text() {
        try {
            return Utf8.strict(bytes());
        } catch (CharacterCodingException e) {
            throw RejectedException.malformed("the message has a string in field %d that is no UTF-8".formatted(field));
        }
    }

    /** The value as a message. */
    public WireReader message() {
        return new WireReader(bytes());
    }

    /**
     * The values of a repeated number, of which there may be many fields, each of one value or of many packed ones. They are
     * little-endian if they are of fixed width, and {@link #packedVarint} reads the others.
     *
     * @param width of a value, 4 or 8; 0 for varints
     */
    public ByteBuffer packed(int width) {
        unread = false;
        if (type == DELIMITED) {
            ByteBuffer values = rawBytes();
            if (width > 0 && values.remaining() % width != 0) {
                throw RejectedException.malformed("the message ends in the middle of a number in field " + field);
            }
            return values;
        }
        int start = bytes.position();
        if (type != (width == 0 ? VARINT : width == 4 ? FIXED32 : FIXED64)) {
            throw unexpectedType();
        }
        unread = true;
        skip();
        return bytes.slice(start, bytes.position() - start).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** The next of packed values. */
    public static long packedVarint(ByteBuffer values) {
        long value = 0;
        for (int shift = 0; shift < MAX_VARINT_BITS; shift += 7) {
            if (!values.hasRemaining()) {
                throw cutOff();
            }
            byte part = values.get();
            value |= (long) (part & 0x7F) << shift;
            if (part >= 0) {
                return value;
            }
        }
        throw RejectedException.malformed("the message is no protobuf: a number of more than 64 bits");
    }

    private long rawVarint() {
        return packedVarint(bytes);
    }

    private ByteBuffer rawBytes() {
        long length = rawVarint();
        if (length < 0 || length > bytes.remaining()) {
            throw cutOff();
        }
        ByteBuffer value = bytes.slice(bytes.position(), (int) length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.position(bytes.position() + (int) length);
        return value;
    }

    private void require(int expected) {
        if (type != expected) {
            throw unexpectedType();
        }
        unread = false;
    }

    private void skip() {
        unread = false;
        switch (type) {
            case VARINT -> rawVarint();
            case DELIMITED -> rawBytes();
            case FIXED32 -> advance(4);
            case FIXED64 -> advance(8);
            default -> throw unexpectedType();
        }
    }

    private void advance(int count) {
        if (count > bytes.remaining()) {
            throw cutOff();
        }
        bytes.position(bytes.position() + count);
    }

    private RejectedException unexpectedType() {
        return RejectedException.malformed(
                "the message does not fit: field %d has protobuf's wire type %d".formatted(field, type));
    }

    private static RejectedException cutOff() {
        return RejectedException.malformed("the message ends in the middle");
    }
}
