package dev.modelservice.golden;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One output, be it expected or answered.
 *
 * @param shape empty where it is not said
 * @param data all of it, in a row: numbers, or texts
 */
record Tensor(String name, List<Integer> shape, List<Object> data) {

    /** Those in {@code outputs} of such an object; none where it is not of that form. */
    static List<Tensor> outputs(Object body) {
        List<Tensor> tensors = new ArrayList<>();
        if (body instanceof Map<?, ?> object && object.get("outputs") instanceof List<?> outputs) {
            for (Object output : outputs) {
                if (output instanceof Map<?, ?> tensor && tensor.get("data") instanceof List<?> data) {
                    tensors.add(new Tensor(String.valueOf(tensor.get("name")), shape(tensor.get("shape")), flat(data)));
                }
            }
        }
        return tensors;
    }

    boolean isNumbers() {
        return data.stream().allMatch(value -> value instanceof Double || value instanceof Boolean);
    }

    /** As many rows as the first dimension says; one where there is only one dimension. */
    List<double[]> rows(List<Integer> dimensions) {
        int rows = dimensions.size() < 2 ? 1 : Math.max(1, dimensions.getFirst());
        int width = data.size() / rows;
        double[] all = data.stream().mapToDouble(Tensor::number).toArray();
        List<double[]> parts = new ArrayList<>();
        for (int row = 0; row < rows; row++) {
            parts.add(Arrays.copyOfRange(all, row * width, (row + 1) * width));
        }
        return parts;
    }

    private static double number(Object value) {
        return value instanceof Boolean truth ? (truth ? 1 : 0) : (Double) value;
    }

    private static List<Integer> shape(@Nullable Object value) {
        return value instanceof List<?> list
                ? list.stream()
                        .filter(Double.class::isInstance)
                        .map(size -> ((Double) size).intValue())
                        .toList()
                : List.of();
    }

    private static List<Object> flat(List<?> data) {
        return data.stream()
                .flatMap(value -> value instanceof List<?> inner ? flat(inner).stream() : Stream.of((Object) value))
                .toList();
    }
}
