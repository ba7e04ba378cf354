package dev.modelservice.runtime.engine.text;

import dev.modelservice.runtime.request.DataType;
import dev.modelservice.runtime.request.Elements;
import dev.modelservice.runtime.request.Shape;
import dev.modelservice.runtime.request.Tensor;
import dev.modelservice.runtime.request.TensorSpec;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** What heads have in common. */
final class Heads {

    static final TensorSpec TEXT = new TensorSpec("text", DataType.BYTES, Shape.of(Shape.ANY));

    private Heads() {}

    /** The innermost size of what the model gives. */
    static long width(TensorSpec model) {
        return model.shape().dimension(model.shape().rank() - 1);
    }

    /** Each text's vector as a row. */
    static Tensor rows(String name, List<float[]> texts, int width) {
        ByteBuffer buffer = buffer(Math.multiplyExact(texts.size(), width));
        for (float[] vector : texts) {
            buffer.asFloatBuffer().put(vector);
            buffer.position(buffer.position() + width * Float.BYTES);
        }
        return new Tensor(name, DataType.FP32, Shape.of(texts.size(), width), new Elements.Numbers(buffer.flip()));
    }

    /** One number for each text. */
    static Tensor numbers(String name, List<float[]> texts, ToDoubleFunction<float[]> number) {
        ByteBuffer buffer = buffer(texts.size());
        texts.forEach(text -> buffer.putFloat((float) number.applyAsDouble(text)));
        return new Tensor(name, DataType.FP32, Shape.of(texts.size()), new Elements.Numbers(buffer.flip()));
    }

    private static ByteBuffer buffer(int floats) {
        return ByteBuffer.allocate(Math.multiplyExact(floats, Float.BYTES)).order(ByteOrder.nativeOrder());
    }

    static void sigmoid(float[] numbers) {
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = (float) (1 / (1 + Math.exp(-numbers[i])));
        }
    }

    static void softmax(float[] numbers) {
        double most = Double.NEGATIVE_INFINITY;
        for (float number : numbers) {
            most = Math.max(most, number);
        }
        double sum = 0;
        for (float number : numbers) {
            sum += Math.exp(number - most);
        }
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = (float) (Math.exp(numbers[i] - most) / sum);
        }
    }
}
