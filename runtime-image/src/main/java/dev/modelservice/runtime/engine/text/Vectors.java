package dev.modelservice.runtime.engine.text;

import dev.modelservice.runtime.request.DataType;
import dev.modelservice.runtime.request.Tensor;
import java.nio.FloatBuffer;
import java.nio.ShortBuffer;

/** A model's answer as vectors: the innermost dimension of a tensor of numbers, read where the engine has them. */
sealed interface Vectors {

    int width();

    /** Copies the vector at this place. */
    void read(int place, float[] into);

    /** The vector at this place. */
    default float[] at(int place) {
        float[] vector = new float[width()];
        read(place, vector);
        return vector;
    }

    static Vectors of(Tensor tensor) {
        int width = Math.toIntExact(tensor.shape().dimension(tensor.shape().rank() - 1));
        return tensor.datatype() == DataType.FP16
                ? new Half(tensor.numbers().asShortBuffer(), width)
                : new Single(tensor.numbers().asFloatBuffer(), width);
    }

    /** FP32. */
    record Single(FloatBuffer numbers, int width) implements Vectors {

        @Override
        public void read(int place, float[] into) {
            numbers.get(place * width, into, 0, width);
        }
    }

    /** FP16. */
    record Half(ShortBuffer numbers, int width) implements Vectors {

        @Override
        public void read(int place, float[] into) {
            for (int i = 0; i < width; i++) {
                into[i] = Float.float16ToFloat(numbers.get(place * width + i));
            }
        }
    }
}
