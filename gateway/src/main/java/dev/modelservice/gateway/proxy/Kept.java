package dev.modelservice.gateway.proxy;

import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;

/** The first pieces of a body, in memory that is counted; perhaps other bytes than came, where a name in them was changed. */
final class Kept {

    private final Memory memory;
    private final List<Buffer> pieces = new ArrayList<>(1);
    private long reserved;

    Kept(Memory memory) {
        this.memory = memory;
    }

    /** Keeps one more; false if there is no memory left for it. */
    boolean add(Buffer piece) {
        if (!memory.reserve(piece.length())) {
            return false;
        }
        reserved += piece.length();
        pieces.add(piece);
        return true;
    }

    int count() {
        return pieces.size();
    }

    Buffer piece(int index) {
        return pieces.get(index);
    }

    /** Bytes as they came. */
    long bytes() {
        return reserved;
    }

    /** Bytes more than came. */
    long growth() {
        long now = 0;
        for (Buffer piece : pieces) {
            now += piece.length();
        }
        return now - reserved;
    }

    /** All of it in one. */
    byte[] whole() {
        Buffer all = Buffer.buffer(Math.toIntExact(reserved));
        pieces.forEach(all::appendBuffer);
        return all.getBytes();
    }

    /** From now on it is this instead. */
    void replace(byte[] whole) {
        pieces.clear();
        pieces.add(Buffer.buffer(whole));
    }

    void release() {
        if (reserved > 0) {
            memory.release(reserved);
            reserved = 0;
        }
        pieces.clear();
    }
}
