package dev.modelservice.runtime.engine.onnx;

import dev.modelservice.runtime.engine.Rows;
import dev.modelservice.runtime.request.DataType;
import dev.modelservice.runtime.request.Elements;
import dev.modelservice.runtime.request.Shape;
import dev.modelservice.runtime.request.Signature;
import dev.modelservice.runtime.request.Tensor;
import dev.modelservice.runtime.request.TensorSpec;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;

/**
 * Rows to try a model with, each with values of its own that depend on nothing else: the later ones are larger, so that a model
 * which scales all rows by the largest is found out. Whole numbers are 0 and 1, which most models take for a class or a word.
 *
 * @param open the size of dimensions that the signature leaves open, the first apart
 */
record Trial(Signature signature, int open) {

    private static final double SAME = 1e-4;
    private static final double SAME_OF_HALF_WIDTH = 1e-2;

    /** The inputs of the rows from one on to before another. */
    List<Tensor> inputs(int from, int to) {
        return signature.inputs().stream().map(spec -> input(spec, from, to)).toList();
    }

    private Tensor input(TensorSpec spec, int from, int to) {
        List<Long> sizes = new ArrayList<>(spec.shape().dimensions());
        sizes.replaceAll(size -> size == Shape.ANY ? Long.valueOf(open) : size);
        sizes.set(0, 1L);
        int width = Math.toIntExact(new Shape(sizes).elements().orElseThrow());
        sizes.set(0, (long) to - from);
        return new Tensor(
                spec.name(),
                spec.datatype(),
                new Shape(sizes),
                spec.datatype() == DataType.BYTES ? texts(from, to, width) : numbers(spec.datatype(), from, to, width));
    }

    private static Elements texts(int from, int to, int width) {
        List<String> texts = new ArrayList<>();
        for (int row = from; row < to; row++) {
            for (int i = 0; i < width; i++) {
                texts.add(Integer.toString(row % 2));
            }
        }
        return new Elements.Texts(texts);
    }

    private static Elements numbers(DataType datatype, int from, int to, int width) {
        ByteBuffer buffer = ByteBuffer.allocate(Math.multiplyExact((to - from) * datatype.width(), width))
                .order(ByteOrder.nativeOrder());
        for (int row = from; row < to; row++) {
            Random random = new Random(row);
            for (int i = 0; i < width; i++) {
                put(buffer, datatype, row, random);
            }
        }
        return new Elements.Numbers(buffer.flip());
    }

    private static void put(ByteBuffer buffer, DataType datatype, int row, Random random) {
        float real = (1 + row) * (random.nextFloat() - 0.5f);
        int whole = random.nextInt(2);
        switch (datatype) {
            case FP16 -> buffer.putShort(Float.floatToFloat16(real));
            case FP32 -> buffer.putFloat(real);
            case FP64 -> buffer.putDouble(real);
            case BOOL, INT8, UINT8 -> buffer.put((byte) whole);
            case INT16, UINT16 -> buffer.putShort((short) whole);
            case INT32, UINT32 -> buffer.putInt(whole);
            case INT64, UINT64 -> buffer.putLong(whole);
            case BYTES -> throw new IllegalArgumentException("texts are no numbers");
        }
    }

    /** Whether a row of a joined answer is the answer that the row has alone. */
    static boolean agree(Tensor together, int row, Tensor alone) {
        if (together.shape().rank() == 0 || Rows.count(together) <= row) {
            return false;
        }
        Tensor part = Rows.copy(together, row, row + 1);
        if (!part.shape().equals(alone.shape())) {
            return false;
        }
        return switch (part.datatype()) {
            case FP16, FP32, FP64 -> close(part, alone);
            default -> Objects.equals(part.elements(), alone.elements());
        };
    }

    private static boolean close(Tensor one, Tensor other) {
        double same = one.datatype() == DataType.FP16 ? SAME_OF_HALF_WIDTH : SAME;
        ByteBuffer a = one.numbers();
        ByteBuffer b = other.numbers();
        while (a.hasRemaining()) {
            double x = real(a, one.datatype());
            double y = real(b, one.datatype());
            boolean bothNoNumber = Double.isNaN(x) && Double.isNaN(y);
            if (x != y && !bothNoNumber && !(Math.abs(x - y) <= same * Math.max(1, Math.abs(x)))) {
                return false;
            }
        }
        return true;
    }

    private static double real(ByteBuffer buffer, DataType datatype) {
        return switch (datatype) {
            case FP16 -> Float.float16ToFloat(buffer.getShort());
            case FP32 -> buffer.getFloat();
            default -> buffer.getDouble();
        };
    }
}
