package dev.modelservice.runtime.request;

import java.util.Optional;

/** What a model takes or gives under one name; open dimensions are {@link Shape#ANY}. */
public record TensorSpec(String name, DataType datatype, Shape shape) {

    /** What is wrong with the tensor, in words for the one who sent it. */
    public Optional<String> objection(Tensor tensor) {
        if (tensor.datatype() != datatype) {
            return Optional.of("input '%s': expected datatype %s, got %s".formatted(name, datatype, tensor.datatype()));
        }
        if (!shape.admits(tensor.shape())) {
            return Optional.of("input '%s': expected shape %s%s, got %s"
                    .formatted(
                            name,
                            shape,
                            shape.dimensions().contains(Shape.ANY) ? " (-1: any size)" : "",
                            tensor.shape()));
        }
        return Optional.empty();
    }

    @Override
    public String toString() {
        return name + " " + datatype + " " + shape;
    }
}
