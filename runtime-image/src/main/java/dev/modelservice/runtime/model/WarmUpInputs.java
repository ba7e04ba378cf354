package dev.modelservice.runtime.model;

import dev.modelservice.runtime.request.DataType;
import dev.modelservice.runtime.request.Elements;
import dev.modelservice.runtime.request.Shape;
import dev.modelservice.runtime.request.Signature;
import dev.modelservice.runtime.request.Tensor;
import dev.modelservice.runtime.request.TensorSpec;
import java.util.Collections;
import java.util.List;

/** A valid request for any model: zeros, a text for texts, and 1 for every open dimension. */
final class WarmUpInputs {

    private WarmUpInputs() {}

    static List<Tensor> of(Signature signature, String text) {
        return signature.inputs().stream().map(spec -> tensor(spec, text)).toList();
    }

    /** How much memory the numbers of such a request take. */
    static long bytes(Signature signature) {
        return signature.inputs().stream()
                .mapToLong(spec -> (long) elements(spec) * spec.datatype().width())
                .sum();
    }

    private static Tensor tensor(TensorSpec spec, String text) {
        int count = elements(spec);
        Elements elements = spec.datatype() == DataType.BYTES
                ? new Elements.Texts(Collections.nCopies(count, text))
                : new Elements.Numbers(Elements.Numbers.allocate(spec.datatype(), count));
        return new Tensor(spec.name(), spec.datatype(), shape(spec), elements);
    }

    private static int elements(TensorSpec spec) {
        return Math.toIntExact(shape(spec).elements().orElseThrow());
    }

    private static Shape shape(TensorSpec spec) {
        return new Shape(spec.shape().dimensions().stream()
                .map(size -> size == Shape.ANY ? Long.valueOf(1) : size)
                .toList());
    }
}
