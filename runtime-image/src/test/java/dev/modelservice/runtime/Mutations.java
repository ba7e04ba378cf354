package dev.modelservice.runtime;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Damages a message: cut off, bits turned, bytes put in or taken out, parts repeated, lengths and numbers made absurd. */
public final class Mutations {

    private static final List<byte[]> NASTY = List.of(
            new byte[] {(byte) 0xFF, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, 0x7F},
            new byte[] {(byte) 0xFF, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, 0x07},
            new byte[] {0, 0, 0, (byte) 0x80},
            new byte[] {(byte) 0xC3, 0x28},
            text("2147483648"),
            text("-1"),
            text("9223372036854775807"),
            text("1e400"),
            text("NaN"),
            text("\\ud800"),
            text("[[[[[[[["),
            text("\"BYTES\""),
            text("null"),
            text("{\"binary_data_size\":4}"));

    private Mutations() {}

    public static byte[] of(byte[] message, Random random) {
        byte[] damaged = message;
        for (int times = 1 + random.nextInt(4); times > 0; times--) {
            damaged = once(damaged, random);
        }
        return damaged;
    }

    private static byte[] once(byte[] message, Random random) {
        if (message.length == 0) {
            return NASTY.get(random.nextInt(NASTY.size()));
        }
        int at = random.nextInt(message.length);
        return switch (random.nextInt(6)) {
            case 0 -> Arrays.copyOf(message, at);
            case 1 -> turned(message, at, random);
            case 2 -> spliced(message, at, at, NASTY.get(random.nextInt(NASTY.size())));
            case 3 -> spliced(message, at, at + 1, NASTY.get(random.nextInt(NASTY.size())));
            case 4 -> spliced(message, at, Math.min(message.length, at + 1 + random.nextInt(8)), new byte[0]);
            default -> spliced(message, at, at, Arrays.copyOfRange(message, at, message.length));
        };
    }

    private static byte[] turned(byte[] message, int at, Random random) {
        byte[] copy = message.clone();
        copy[at] ^= (byte) (1 << random.nextInt(8));
        return copy;
    }

    private static byte[] spliced(byte[] message, int from, int to, byte[] middle) {
        byte[] result = new byte[from + middle.length + message.length - to];
        System.arraycopy(message, 0, result, 0, from);
        System.arraycopy(middle, 0, result, from, middle.length);
        System.arraycopy(message, to, result, from + middle.length, message.length - to);
        return result;
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
