package dev.modelservice.runtime.serve;

import dev.modelservice.runtime.request.DataType;
import dev.modelservice.runtime.request.Elements;
import dev.modelservice.runtime.request.InferenceRequest;
import dev.modelservice.runtime.request.Shape;
import dev.modelservice.runtime.request.Signature;
import dev.modelservice.runtime.request.Tensor;
import dev.modelservice.runtime.request.TensorSpec;

/**
 * About how much memory a request takes once its body is read: its tensors, what the engine makes of its texts, and an answer
 * of the size that the model's signature says. A hundred thousand short texts are half a megabyte of body and half a gigabyte
 * of embeddings, written out.
 */
final class Footprint {

    /** A string, its tokens and their places in lists. */
    private static final int TEXT_BYTES = 128;

    /** For each character of a text: itself, and its part of a token. */
    private static final int CHARACTER_BYTES = 4;

    /** An output is there as a tensor, and as text of three times the length, for a moment in two copies. */
    private static final int ANSWER_COPIES = 8;

    /** For an element of an answer that has no fixed width, such as a label. */
    private static final int WORD_BYTES = 16;

    private Footprint() {}

    /** Zero for a request that does not fit the signature, which is refused for that. */
    static long of(InferenceRequest request, Signature signature) {
        long bytes = 0;
        for (Tensor input : request.inputs()) {
            bytes = sum(bytes, input(input.elements()));
        }
        if (!request.inputs().isEmpty()) {
            Shape given = request.inputs().getFirst().shape();
            for (TensorSpec output : signature.outputs()) {
                if (request.outputs().isEmpty() || request.outputs().contains(output.name())) {
                    bytes = sum(bytes, product(ANSWER_COPIES, output(output, given)));
                }
            }
        }
        return bytes;
    }

    private static long input(Elements elements) {
        return switch (elements) {
            case Elements.Numbers numbers -> numbers.bytes();
            case Elements.Texts texts ->
                product(texts.values().size(), TEXT_BYTES) + product(texts.bytes(), CHARACTER_BYTES);
        };
    }

    /** A dimension that the model leaves open is taken to be as long as that of the input. */
    private static long output(TensorSpec output, Shape given) {
        long bytes = output.datatype() == DataType.BYTES
                ? WORD_BYTES
                : output.datatype().width();
        for (int axis = 0; axis < output.shape().rank(); axis++) {
            long size = output.shape().dimension(axis);
            if (size == Shape.ANY) {
                size = axis < given.rank() ? given.dimension(axis) : 1;
            }
            bytes = product(bytes, size);
        }
        return bytes;
    }

    private static long sum(long a, long b) {
        long sum = a + b;
        return sum < 0 ? Long.MAX_VALUE : sum;
    }

    private static long product(long a, long b) {
        return Math.multiplyHigh(a, b) != 0 || a * b < 0 ? Long.MAX_VALUE : a * b;
    }
}
