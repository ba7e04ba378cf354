package dev.modelservice.runtime.engine.llama.schedule;

import java.util.Arrays;

/** A list of tokens that grows at its end. */
final class Tokens {

    private int[] values;
    private int size;

    /** @param values belong to this from here on */
    Tokens(int[] values) {
        this.values = values;
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

    /** The first of them, as they are now. */
    Tokens first(int count) {
        return new Tokens(Arrays.copyOf(values, Math.min(count, size)));
    }

    /** With how many tokens both begin. */
    int commonStart(Tokens other) {
        int shorter = Math.min(size, other.size);
        int different = Arrays.mismatch(values, 0, shorter, other.values, 0, shorter);
        return different < 0 ? shorter : different;
    }
}
