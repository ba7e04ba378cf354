package dev.modelservice.runtime.engine.onnx;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import dev.modelservice.runtime.engine.EngineException;
import dev.modelservice.runtime.request.DataType;
import dev.modelservice.runtime.request.Elements;
import dev.modelservice.runtime.request.Shape;
import dev.modelservice.runtime.request.Tensor;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** ONNX Runtime's values to our tensors. */
final class OrtOutputs {

    private OrtOutputs() {}

    /** The value as a tensor; its numbers stay where they are, and go when the value is released. */
    static Tensor view(String name, long value, Scratch scratch) {
        return OrtValues.kind(value, scratch) == OrtValues.TENSOR
                ? tensor(name, value, scratch)
                : mapsAsRows(name, value, scratch);
    }

    private static Tensor tensor(String name, long value, Scratch scratch) {
        OrtValues.TypeAndShape info = OrtValues.typeAndShape(value, scratch);
        DataType datatype = OnnxTypes.datatype(info.elementType())
                .orElseThrow(() -> new EngineException(
                        "the model's '%s' is of ONNX's element type %d, which the V2 protocol has no name for"
                                .formatted(name, info.elementType()),
                        null));
        Shape shape = Shape.of(info.dimensions());
        long count = shape.elements().orElseThrow();
        if (datatype == DataType.BYTES) {
            return new Tensor(
                    name, datatype, shape, new Elements.Texts(OrtTexts.read(value, Math.toIntExact(count), scratch)));
        }
        long bytes = count * datatype.width();
        if (bytes > Integer.MAX_VALUE) {
            throw new EngineException(
                    "the model's '%s' has %d bytes; expected at most 2 GiB".formatted(name, bytes), null);
        }
        return new Tensor(
                name,
                datatype,
                shape,
                new Elements.Numbers(OrtValues.data(value, bytes, scratch).asByteBuffer()));
    }

    /** A classifier of scikit-learn may give a map of each row, from class to number; here each is a row of numbers. */
    private static Tensor mapsAsRows(String name, long sequence, Scratch scratch) {
        int rows = OrtSequences.count(sequence, scratch);
        List<byte[]> parts = new ArrayList<>(rows);
        DataType datatype = DataType.FP32;
        for (int row = 0; row < rows; row++) {
            long values = OrtSequences.valuesOfMap(sequence, row, scratch);
            try {
                Tensor tensor = tensor(name, values, scratch);
                datatype = tensor.datatype();
                parts.add(MemorySegment.ofBuffer(tensor.numbers()).toArray(JAVA_BYTE));
            } finally {
                OrtValues.release(values);
            }
        }
        int width = rows == 0 ? 0 : parts.getFirst().length;
        ByteBuffer all = ByteBuffer.allocate(Math.multiplyExact(rows, width));
        for (byte[] part : parts) {
            if (part.length != width) {
                throw new EngineException("the model's '" + name + "' has not the same classes in each row", null);
            }
            all.put(part);
        }
        return new Tensor(name, datatype, Shape.of(rows, width / datatype.width()), new Elements.Numbers(all.flip()));
    }
}
