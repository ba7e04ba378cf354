package dev.modelservice.runtime.engine;

import dev.modelservice.runtime.request.Elements;
import dev.modelservice.runtime.request.Shape;
import dev.modelservice.runtime.request.Tensor;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Tensors as rows along their first dimension: joined for a run, and parted again. */
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

    /** One tensor with the rows of all: same name, datatype and width. */
    public static Tensor join(List<Tensor> parts) {
        Tensor first = parts.getFirst();
        if (parts.size() == 1) {
            return first;
        }
        long rows = parts.stream().mapToLong(Rows::count).sum();
        return new Tensor(
                first.name(),
                first.datatype(),
                withRows(first.shape(), rows),
                first.elements() instanceof Elements.Texts ? joinTexts(parts) : joinNumbers(parts));
    }

    private static Elements joinTexts(List<Tensor> parts) {
        return new Elements.Texts(
                parts.stream().flatMap(part -> part.texts().stream()).toList());
    }

    private static Elements joinNumbers(List<Tensor> parts) {
        int bytes = parts.stream().mapToInt(part -> part.numbers().remaining()).sum();
        ByteBuffer all = Elements.Numbers.allocate(bytes);
        parts.forEach(part -> all.put(part.numbers()));
        return new Elements.Numbers(all.flip());
    }

    /** The tensor's rows in consecutive parts of these sizes, over the same memory. */
    public static List<Tensor> part(Tensor whole, List<Integer> counts) {
        if (counts.size() == 1) {
            return List.of(whole);
        }
        List<Tensor> parts = new ArrayList<>();
        int rows = count(whole);
        int start = 0;
        for (int count : counts) {
            parts.add(new Tensor(
                    whole.name(),
                    whole.datatype(),
                    withRows(whole.shape(), count),
                    slice(whole, rows, start, start + count)));
            start += count;
        }
        return parts;
    }

    private static Elements slice(Tensor whole, int rows, int from, int to) {
        return switch (whole.elements()) {
            case Elements.Texts(List<String> values) -> {
                int width = values.size() / rows;
                yield new Elements.Texts(values.subList(from * width, to * width));
            }
            case Elements.Numbers numbers -> {
                ByteBuffer buffer = numbers.buffer();
                int width = buffer.remaining() / rows;
                yield new Elements.Numbers(buffer.slice(buffer.position() + from * width, (to - from) * width));
            }
        };
    }

    private static Shape withRows(Shape shape, long rows) {
        List<Long> sizes = new ArrayList<>(shape.dimensions());
        sizes.set(0, rows);
        return new Shape(sizes);
    }
}
