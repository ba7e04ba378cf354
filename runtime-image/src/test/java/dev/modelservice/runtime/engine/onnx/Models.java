package dev.modelservice.runtime.engine.onnx;

import dev.modelservice.runtime.engine.EngineOptions;
import dev.modelservice.runtime.engine.InvalidModelException;
import dev.modelservice.runtime.engine.TensorEngine;
import dev.modelservice.runtime.request.DataType;
import dev.modelservice.runtime.request.Elements;
import dev.modelservice.runtime.request.Shape;
import dev.modelservice.runtime.request.Tensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;

/** The small models of the tests, and tensors for them. */
final class Models {

    private Models() {}

    static TensorEngine open(String model) throws InvalidModelException {
        return open(Path.of("src", "test", "resources", "models", model));
    }

    static TensorEngine open(Path folder) throws InvalidModelException {
        return (TensorEngine) new OnnxEngineFactory().open(folder, new EngineOptions(1));
    }

    /** Rows on the heap. */
    static Tensor floats(String name, int rows, float... values) {
        return floats(name, rows, ByteBuffer.allocate(values.length * Float.BYTES), values);
    }

    /** Rows outside the heap. */
    static Tensor directFloats(String name, int rows, float... values) {
        return floats(name, rows, ByteBuffer.allocateDirect(values.length * Float.BYTES), values);
    }

    private static Tensor floats(String name, int rows, ByteBuffer buffer, float[] values) {
        buffer.order(ByteOrder.nativeOrder());
        for (float value : values) {
            buffer.putFloat(value);
        }
        int width = rows == 0 ? 3 : values.length / rows;
        return new Tensor(name, DataType.FP32, Shape.of(rows, width), new Elements.Numbers(buffer.flip()));
    }
}
