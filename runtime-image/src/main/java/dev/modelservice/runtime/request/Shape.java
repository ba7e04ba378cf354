package dev.modelservice.runtime.request;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;

/** The sizes of a tensor's dimensions; -1 stands for any size where a model's needs are described. */
public record Shape(List<Long> dimensions) {

    /** The size of a dimension that a model leaves open. */
    public static final long ANY = -1;

    public Shape {
        dimensions = List.copyOf(dimensions);
    }

    public static Shape of(long... dimensions) {
        return new Shape(Arrays.stream(dimensions).boxed().toList());
    }

    public int rank() {
        return dimensions.size();
    }

    public long dimension(int axis) {
        return dimensions.get(axis);
    }

    public long[] toArray() {
        return dimensions.stream().mapToLong(Long::longValue).toArray();
    }

    /** How many elements this shape holds; empty where that is negative, open, or more than a long can say. */
    public OptionalLong elements() {
        long elements = 1;
        for (long size : dimensions) {
            if (size < 0) {
                return OptionalLong.empty();
            }
            long high = Math.multiplyHigh(elements, size);
            elements *= size;
            if (high != 0 || elements < 0) {
                return OptionalLong.empty();
            }
        }
        return OptionalLong.of(elements);
    }

    /** Whether a tensor of the given shape fits this description. */
    public boolean admits(Shape given) {
        if (given.rank() != rank()) {
            return false;
        }
        for (int axis = 0; axis < rank(); axis++) {
            if (dimension(axis) != ANY && dimension(axis) != given.dimension(axis)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public String toString() {
        return dimensions.toString().replace(" ", "");
    }
}
