package dev.modelservice.runtime.engine.llama.gguf;

import dev.modelservice.runtime.engine.InvalidModelException;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads headers here and not by llama.cpp, so that a model which is no good or does not fit is told of before its memory is
 * asked for. Every length is checked against the file before anything is allocated by it.
 */
final class GgufReader {

    private static final int MAGIC = 0x46554747;
    private static final int OLDEST = 2;
    private static final int NEWEST = 3;
    private static final int MOST_KEYS = 1 << 16;
    private static final int MOST_KEPT = 4096;
    private static final int BUFFER = 1 << 16;

    private final Path file;
    private final DataInputStream in;
    private final long size;

    private GgufReader(Path file, DataInputStream in, long size) {
        this.file = file;
        this.in = in;
        this.size = size;
    }

    /** Reads the header of a file. */
    static GgufHeader read(Path file) throws InvalidModelException {
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file), BUFFER))) {
            return new GgufReader(file, in, Files.size(file)).header();
        } catch (EOFException e) {
            throw new InvalidModelException(file + " ends within its header, so it is not complete", e);
        } catch (IOException e) {
            throw new InvalidModelException(file + " cannot be read: " + e, e);
        }
    }

    private GgufHeader header() throws IOException, InvalidModelException {
        if (size < Integer.BYTES || number32() != MAGIC) {
            throw new InvalidModelException(file + " is not a GGUF file: it does not begin with 'GGUF'");
        }
        int version = number32();
        if (version < OLDEST || version > NEWEST) {
            throw new InvalidModelException("%s is of version %d of GGUF; expected %d or %d"
                    .formatted(file, Integer.toUnsignedLong(version), OLDEST, NEWEST));
        }
        number64();
        long keys = number64();
        if (keys < 0 || keys > MOST_KEYS) {
            throw broken("it claims to have " + Long.toUnsignedString(keys) + " keys");
        }
        Map<String, GgufValue> values = new HashMap<>();
        for (long i = 0; i < keys; i++) {
            String key = string();
            values.put(key, value(number32()));
        }
        return new GgufHeader(values);
    }

    private GgufValue value(int type) throws IOException, InvalidModelException {
        return switch (type) {
            case 6 -> new GgufValue.Fraction(Float.intBitsToFloat(number32()));
            case 12 -> new GgufValue.Fraction(Double.longBitsToDouble(number64()));
            case 8 -> new GgufValue.Text(string());
            case 9 -> list(number32(), number64());
            default -> new GgufValue.Whole(whole(type));
        };
    }

    private long whole(int type) throws IOException, InvalidModelException {
        return switch (type) {
            case 0, 7 -> in.readUnsignedByte();
            case 1 -> in.readByte();
            case 2 -> Short.toUnsignedLong(Short.reverseBytes(in.readShort()));
            case 3 -> Short.reverseBytes(in.readShort());
            case 4 -> Integer.toUnsignedLong(number32());
            case 5 -> number32();
            case 10, 11 -> number64();
            default -> throw broken("it has a value of the unknown type " + type);
        };
    }

    private GgufValue list(int type, long length) throws IOException, InvalidModelException {
        if (length < 0 || length > size) {
            throw broken("it claims to have a list of " + Long.toUnsignedString(length) + " elements");
        }
        boolean kept = length <= MOST_KEPT && type != 6 && type != 8 && type != 9 && type != 12;
        List<Long> numbers = new ArrayList<>(kept ? (int) length : 0);
        for (long i = 0; i < length; i++) {
            if (kept) {
                numbers.add(whole(type));
            } else if (type == 8) {
                skipString();
            } else {
                value(type);
            }
        }
        return new GgufValue.Many(length, numbers);
    }

    private String string() throws IOException, InvalidModelException {
        byte[] bytes = new byte[length()];
        in.readFully(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private void skipString() throws IOException, InvalidModelException {
        in.skipNBytes(length());
    }

    private int length() throws IOException, InvalidModelException {
        long length = number64();
        if (length < 0 || length > Math.min(size, Integer.MAX_VALUE / 2)) {
            throw broken("it claims to have a text of " + Long.toUnsignedString(length) + " bytes");
        }
        return (int) length;
    }

    private int number32() throws IOException {
        return Integer.reverseBytes(in.readInt());
    }

    private long number64() throws IOException {
        return Long.reverseBytes(in.readLong());
    }

    private InvalidModelException broken(String how) {
        return new InvalidModelException("the header of %s is broken: %s".formatted(file, how));
    }
}
