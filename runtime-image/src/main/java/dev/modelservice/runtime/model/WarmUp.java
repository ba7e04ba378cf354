package dev.modelservice.runtime.model;

import dev.modelservice.runtime.request.DataType;
import dev.modelservice.runtime.request.Elements;
import dev.modelservice.runtime.request.Shape;
import dev.modelservice.runtime.request.Signature;
import dev.modelservice.runtime.request.Tensor;
import dev.modelservice.runtime.request.TensorSpec;
import java.util.Collections;
import java.util.List;

/** A valid request for any model: zeros, a sentence for texts, and 1 for every open dimension. */
final class WarmUp {

    private static final String SENTENCE = "The quick brown fox jumps over the lazy dog.";

    private WarmUp() {}

    static List<Tensor> inputs(Signature signature) {
        return signature.inputs().stream().map(WarmUp::tensor).toList();
    }

    private static Tensor tensor(TensorSpec spec) {
        Shape shape = new Shape(spec.shape().dimensions().stream()
                .map(size -> size == Shape.ANY ? Long.valueOf(1) : size)
                .toList());
        int count = Math.toIntExact(shape.elements().orElseThrow());
        Elements elements = spec.datatype() == DataType.BYTES
                ? new Elements.Texts(Collections.nCopies(count, SENTENCE))
                : new Elements.Numbers(Elements.Numbers.allocate(spec.datatype(), count));
        return new Tensor(spec.name(), spec.datatype(), shape, elements);
    }
}
