package dev.modelservice.runtime.request;

import java.nio.ByteBuffer;
import java.util.List;

/** A named tensor whose elements are as many as its shape says. */
public record Tensor(String name, DataType datatype, Shape shape, Elements elements) {

    public Tensor {
        long expected = shape.elements()
                .orElseThrow(
                        () -> new IllegalArgumentException("tensor '" + name + "' has no definite shape: " + shape));
        long actual = elements.count(datatype);
        if (actual != expected) {
            throw new IllegalArgumentException("tensor '%s' of shape %s needs %d elements of %s, has %d"
                    .formatted(name, shape, expected, datatype, actual));
        }
    }

    /** The numbers of this tensor, from the first on. */
    public ByteBuffer numbers() {
        return switch (elements) {
            case Elements.Numbers numbers -> numbers.buffer();
            case Elements.Texts texts -> throw new IllegalStateException("tensor '" + name + "' holds texts");
        };
    }

    /** The texts of this tensor. */
    public List<String> texts() {
        return switch (elements) {
            case Elements.Texts texts -> texts.values();
            case Elements.Numbers numbers -> throw new IllegalStateException("tensor '" + name + "' holds numbers");
        };
    }
}
