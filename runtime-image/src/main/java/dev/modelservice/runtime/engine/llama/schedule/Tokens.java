package dev.modelservice.runtime.engine.llama.schedule;

import java.util.Arrays;

/** A list of tokens that grows at its end. */
final class Tokens {

    private int[] values;
    private int size;

    Tokens(int[] values) {
        this.values = values.clone();
        this.size = values.length;
    }

    int size() {
        return size;
    }

    int get(int index) {
        return values[index];
    }

    void add(int token) {
        if (size == values.length) {
            values = Arrays.copyOf(values, size + size / 2 + 16);
        }
        values[size++] = token;
    }

    void cut(int to) {
        size = Math.min(size, to);
    }

    /** With how many tokens both begin. */
    int commonStart(Tokens other) {
        int shorter = Math.min(size, other.size);
        int different = Arrays.mismatch(values, 0, shorter, other.values, 0, shorter);
        return different < 0 ? shorter : different;
    }
}
