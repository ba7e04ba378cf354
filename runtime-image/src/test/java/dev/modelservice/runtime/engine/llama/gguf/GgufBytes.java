package dev.modelservice.runtime.engine.llama.gguf;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Writes headers of GGUF files, right ones and wrong ones. */
public final class GgufBytes {

    private final ByteArrayOutputStream pairs = new ByteArrayOutputStream();
    private int keys;

    /** A language model without weights, of this architecture. */
    public static GgufBytes model(String architecture) {
        return new GgufBytes()
                .text("general.architecture", architecture)
                .text("tokenizer.ggml.model", "gpt2")
                .number(architecture + ".block_count", 2)
                .number(architecture + ".embedding_length", 64)
                .number(architecture + ".context_length", 2048)
                .number(architecture + ".feed_forward_length", 128)
                .number(architecture + ".attention.head_count", 4)
                .number(architecture + ".attention.head_count_kv", 2);
    }

    public GgufBytes text(String key, String value) {
        key(key, 8);
        string(value);
        return this;
    }

    public GgufBytes number(String key, int value) {
        key(key, 4);
        int32(pairs, value);
        return this;
    }

    GgufBytes numbers(String key, int... values) {
        key(key, 9);
        int32(pairs, 5);
        int64(pairs, values.length);
        for (int value : values) {
            int32(pairs, value);
        }
        return this;
    }

    GgufBytes texts(String key, String... values) {
        key(key, 9);
        int32(pairs, 8);
        int64(pairs, values.length);
        for (String value : values) {
            string(value);
        }
        return this;
    }

    GgufBytes listOfLength(String key, long length) {
        key(key, 9);
        int32(pairs, 5);
        int64(pairs, length);
        return this;
    }

    GgufBytes ofType(String key, int type) {
        key(key, type);
        return this;
    }

    public byte[] bytes() {
        return bytes(3, keys);
    }

    byte[] bytes(int version, long claimedKeys) {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes("GGUF".getBytes(StandardCharsets.US_ASCII));
        int32(file, version);
        int64(file, 0);
        int64(file, claimedKeys);
        file.writeBytes(pairs.toByteArray());
        return file.toByteArray();
    }

    private void key(String key, int type) {
        keys++;
        string(key);
        int32(pairs, type);
    }

    private void string(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        int64(pairs, bytes.length);
        pairs.writeBytes(bytes);
    }

    private static void int32(ByteArrayOutputStream to, int value) {
        to.writeBytes(ByteBuffer.allocate(4)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(value)
                .array());
    }

    private static void int64(ByteArrayOutputStream to, long value) {
        to.writeBytes(ByteBuffer.allocate(8)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(value)
                .array());
    }
}
