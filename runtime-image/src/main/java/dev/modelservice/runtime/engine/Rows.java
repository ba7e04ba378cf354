package dev.modelservice.runtime.engine;

import dev.modelservice.runtime.request.Elements;
import dev.modelservice.runtime.request.Shape;
import dev.modelservice.runtime.request.Tensor;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** A tensor as rows along its first dimension. */
public final class Rows {

    private Rows() {}

    /** How many rows a tensor has. */
    public static int count(Tensor tensor) {
        return Math.toIntExact(tensor.shape().dimension(0));
    }

    /** The sizes of all dimensions but the first; tensors that agree in them can be joined. */
    public static List<Long> width(Tensor tensor) {
        return tensor.shape().dimensions().subList(1, tensor.shape().rank());
    }

    /** A copy of the tensor, on the heap. */
    public static Tensor copy(Tensor tensor) {
        return switch (tensor.elements()) {
            case Elements.Texts _ -> tensor;
            case Elements.Numbers(ByteBuffer numbers) ->
                new Tensor(
                        tensor.name(),
                        tensor.datatype(),
                        tensor.shape(),
                        copy(numbers, numbers.position(), numbers.remaining()));
        };
    }

    /** A copy of the rows from one on to before another, on the heap. */
    public static Tensor copy(Tensor tensor, int from, int to) {
        int rows = count(tensor);
        if (from == 0 && to == rows) {
            return copy(tensor);
        }
        return new Tensor(
                tensor.name(),
                tensor.datatype(),
                withRows(tensor.shape(), to - from),
                switch (tensor.elements()) {
                    case Elements.Texts(List<String> values) -> {
                        int width = values.size() / rows;
                        yield new Elements.Texts(values.subList(from * width, to * width));
                    }
                    case Elements.Numbers(ByteBuffer numbers) -> {
                        int width = numbers.remaining() / rows;
                        yield copy(numbers, numbers.position() + from * width, (to - from) * width);
                    }
                });
    }

    private static Elements copy(ByteBuffer numbers, int from, int bytes) {
        byte[] copy = new byte[bytes];
        numbers.get(from, copy);
        return new Elements.Numbers(ByteBuffer.wrap(copy));
    }

    private static Shape withRows(Shape shape, long rows) {
        List<Long> sizes = new ArrayList<>(shape.dimensions());
        sizes.set(0, rows);
        return new Shape(sizes);
    }
}
