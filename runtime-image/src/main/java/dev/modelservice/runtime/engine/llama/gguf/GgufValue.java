package dev.modelservice.runtime.engine.llama.gguf;

import java.util.List;

/** A value in the header of a GGUF file. */
sealed interface GgufValue {

    record Text(String text) implements GgufValue {}

    /** Integers and truth values. */
    record Whole(long number) implements GgufValue {}

    record Fraction(double number) implements GgufValue {}

    /** A list, of which the elements are kept only if they are few integers. */
    record Many(long length, List<Long> numbers) implements GgufValue {

        public Many {
            numbers = List.copyOf(numbers);
        }
    }
}
