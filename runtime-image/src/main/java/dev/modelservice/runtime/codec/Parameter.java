package dev.modelservice.runtime.codec;

/** The value of a parameter in a V2 request. */
public sealed interface Parameter {

    /** true or false. */
    record Flag(boolean value) implements Parameter {}

    /** An integer that a long holds. */
    record Whole(long value) implements Parameter {}

    /** A text. */
    record Text(String value) implements Parameter {}

    /** A number with a fraction, a larger one, or a structure: nothing that has a meaning here. */
    record Other() implements Parameter {}
}
