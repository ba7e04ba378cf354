package dev.modelservice.runtime.engine.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.TensorInfo;
import dev.modelservice.runtime.engine.EngineException;
import dev.modelservice.runtime.engine.InvalidModelException;
import dev.modelservice.runtime.request.DataType;
import dev.modelservice.runtime.request.Elements;
import dev.modelservice.runtime.request.Shape;
import dev.modelservice.runtime.request.Tensor;
import java.lang.reflect.Array;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Our tensors to ONNX Runtime's and back. */
final class OnnxTensors {

    private OnnxTensors() {}

    /** A tensor over the same memory, or over a copy where that is on the heap; the caller closes it, and keeps ours reachable until then. */
    static OnnxTensor make(OrtEnvironment environment, Tensor tensor) throws OrtException {
        long[] shape = tensor.shape().toArray();
        return switch (tensor.elements()) {
            case Elements.Texts texts ->
                OnnxTensor.createTensor(environment, texts.values().toArray(String[]::new), shape);
            case Elements.Numbers numbers ->
                OnnxTensor.createTensor(
                        environment, outsideOfTheHeap(numbers.buffer()), shape, OnnxTypes.javaType(tensor.datatype()));
        };
    }

    private static ByteBuffer outsideOfTheHeap(ByteBuffer numbers) {
        return numbers.isDirect()
                ? numbers
                : ByteBuffer.allocateDirect(numbers.remaining())
                        .order(numbers.order())
                        .put(numbers)
                        .flip();
    }

    /** A copy, since ONNX Runtime takes its memory back with the result. */
    static Tensor read(String name, OnnxTensor value) throws OrtException {
        TensorInfo info = value.getInfo();
        DataType datatype = datatype(info, name);
        Shape shape = Shape.of(info.getShape());
        if (datatype == DataType.BYTES) {
            List<String> texts = new ArrayList<>();
            collect(value.getValue(), texts);
            return new Tensor(name, datatype, shape, new Elements.Texts(texts));
        }
        boolean empty = shape.elements().orElseThrow() == 0;
        ByteBuffer copy = empty ? ByteBuffer.allocate(0) : value.getByteBuffer();
        return new Tensor(name, datatype, shape, new Elements.Numbers(copy));
    }

    private static DataType datatype(TensorInfo info, String name) {
        try {
            return OnnxTypes.datatype(info, name, Path.of("model.onnx"));
        } catch (InvalidModelException e) {
            throw new EngineException(e.getMessage(), e);
        }
    }

    private static void collect(Object nested, List<String> into) {
        if (nested instanceof String text) {
            into.add(text);
            return;
        }
        for (int i = 0; i < Array.getLength(nested); i++) {
            collect(Array.get(nested, i), into);
        }
    }
}
