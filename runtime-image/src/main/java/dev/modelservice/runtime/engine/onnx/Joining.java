package dev.modelservice.runtime.engine.onnx;

import dev.modelservice.runtime.batch.Weight;
import dev.modelservice.runtime.engine.EngineException;
import dev.modelservice.runtime.engine.Rows;
import dev.modelservice.runtime.request.DataType;
import dev.modelservice.runtime.request.Elements;
import dev.modelservice.runtime.request.Shape;
import dev.modelservice.runtime.request.Signature;
import dev.modelservice.runtime.request.Tensor;
import dev.modelservice.runtime.request.TensorSpec;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.function.BiFunction;

/**
 * Whether requests for a model may be joined along their first dimension, and how.
 *
 * <p>An open first dimension is not yet a batch: it may be the length of a sequence, and models with dynamic quantisation scale
 * all rows by the largest of them. So two different rows are run alone and together when the model is opened, and requests are
 * joined only if the answers agree.
 */
final class Joining {

    private static final int OPEN = 2;
    private static final double SAME = 1e-4;

    private final boolean allowed;

    private Joining(boolean allowed) {
        this.allowed = allowed;
    }

    static Joining of(Signature signature, BiFunction<List<Tensor>, List<String>, List<Tensor>> run) {
        return new Joining(
                hasRows(signature.inputs()) && hasRows(signature.outputs()) && rowsAreStrangers(signature, run));
    }

    private static boolean hasRows(List<TensorSpec> specs) {
        return !specs.isEmpty()
                && specs.stream()
                        .allMatch(
                                spec -> spec.shape().rank() > 0 && spec.shape().dimension(0) == Shape.ANY);
    }

    private static boolean rowsAreStrangers(
            Signature signature, BiFunction<List<Tensor>, List<String>, List<Tensor>> run) {
        List<String> outputs =
                signature.outputs().stream().map(TensorSpec::name).toList();
        List<Tensor> first = trial(signature, 0);
        List<Tensor> second = trial(signature, 1);
        try {
            List<Tensor> together = run.apply(join(List.of(first, second)), outputs);
            List<Tensor> one = run.apply(first, outputs);
            List<Tensor> other = run.apply(second, outputs);
            for (int i = 0; i < outputs.size(); i++) {
                if (!agree(together.get(i), Rows.join(List.of(one.get(i), other.get(i))))) {
                    return false;
                }
            }
            return true;
        } catch (EngineException | IllegalArgumentException e) {
            // Values of a trial may mean nothing to the model; then nothing is known, and requests run alone.
            return false;
        }
    }

    private static List<Tensor> trial(Signature signature, int value) {
        return signature.inputs().stream().map(spec -> trial(spec, value)).toList();
    }

    private static Tensor trial(TensorSpec spec, int value) {
        List<Long> sizes = new ArrayList<>(spec.shape().dimensions());
        sizes.replaceAll(size -> size == Shape.ANY ? Long.valueOf(OPEN) : size);
        sizes.set(0, 1L);
        Shape shape = new Shape(sizes);
        int count = Math.toIntExact(shape.elements().orElseThrow());
        if (spec.datatype() == DataType.BYTES) {
            return new Tensor(
                    spec.name(),
                    DataType.BYTES,
                    shape,
                    new Elements.Texts(Collections.nCopies(count, Integer.toString(value))));
        }
        ByteBuffer buffer = Elements.Numbers.allocate(spec.datatype(), count);
        for (int i = 0; i < count; i++) {
            put(buffer, spec.datatype(), value);
        }
        return new Tensor(spec.name(), spec.datatype(), shape, new Elements.Numbers(buffer.flip()));
    }

    private static void put(ByteBuffer buffer, DataType datatype, int value) {
        switch (datatype) {
            case FP16 -> buffer.putShort(Float.floatToFloat16(value));
            case FP32 -> buffer.putFloat(value);
            case FP64 -> buffer.putDouble(value);
            case BOOL, INT8, UINT8 -> buffer.put((byte) value);
            case INT16, UINT16 -> buffer.putShort((short) value);
            case INT32, UINT32 -> buffer.putInt(value);
            case INT64, UINT64 -> buffer.putLong(value);
            case BYTES -> throw new IllegalArgumentException("texts are no numbers");
        }
    }

    private static boolean agree(Tensor together, Tensor apart) {
        if (!together.shape().equals(apart.shape())) {
            return false;
        }
        return switch (together.datatype()) {
            case FP32 -> close(together, apart, Float.BYTES);
            case FP64 -> close(together, apart, Double.BYTES);
            default -> Objects.equals(together.elements(), apart.elements());
        };
    }

    private static boolean close(Tensor together, Tensor apart, int width) {
        ByteBuffer one = together.numbers();
        ByteBuffer other = apart.numbers();
        while (one.hasRemaining()) {
            double a = width == Float.BYTES ? one.getFloat() : one.getDouble();
            double b = width == Float.BYTES ? other.getFloat() : other.getDouble();
            if (Math.abs(a - b) > SAME * Math.max(1, Math.abs(a))) {
                return false;
            }
        }
        return true;
    }

    /** What a request adds to a batch, and that only requests of the same widths and outputs can join it. */
    Weight weight(List<Tensor> inputs, List<String> outputs) {
        if (!allowed) {
            return Weight.alone(1, 1);
        }
        int rows = Rows.count(inputs.getFirst());
        boolean even = inputs.stream().allMatch(input -> Rows.count(input) == rows);
        if (rows == 0 || !even) {
            return Weight.alone(1, 1);
        }
        return new Weight(rows, rows, new Kind(widths(inputs), outputs));
    }

    private record Kind(List<List<Long>> widths, List<String> outputs) {}

    private static List<List<Long>> widths(List<Tensor> inputs) {
        return inputs.stream().map(Rows::width).toList();
    }

    /** The inputs of all requests, joined by their place: all name them in the same order. */
    static List<Tensor> join(List<List<Tensor>> requests) {
        List<Tensor> joined = new ArrayList<>();
        for (int i = 0; i < requests.getFirst().size(); i++) {
            int place = i;
            joined.add(Rows.join(
                    requests.stream().map(request -> request.get(place)).toList()));
        }
        return joined;
    }
}
