package dev.modelservice.runtime.engine.text;

import dev.modelservice.runtime.request.DataType;
import dev.modelservice.runtime.request.Elements;
import dev.modelservice.runtime.request.Shape;
import dev.modelservice.runtime.request.Tensor;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** The tokens of a few texts that run together, padded to the longest of them. */
record Tokens(List<Row> rows) {

    /** The tokens of one text: three lists of the same length. */
    record Row(List<Long> ids, List<Long> mask, List<Long> types) {

        int length() {
            return ids.size();
        }

        long[] maskArray() {
            return mask.stream().mapToLong(Long::longValue).toArray();
        }
    }

    int width() {
        return rows.stream().mapToInt(Row::length).max().orElse(0);
    }

    /** One tensor for each of the model's inputs, by the names that BERT-like models give them. */
    List<Tensor> tensors(List<String> inputs) {
        List<Tensor> tensors = new ArrayList<>();
        for (String input : inputs) {
            tensors.add(
                    switch (input) {
                        case "input_ids" -> tensor(input, Row::ids);
                        case "attention_mask" -> tensor(input, Row::mask);
                        case "token_type_ids" -> tensor(input, Row::types);
                        default -> throw new IllegalArgumentException(input);
                    });
        }
        return tensors;
    }

    private Tensor tensor(String name, Function<Row, List<Long>> part) {
        int width = width();
        ByteBuffer buffer = Elements.Numbers.allocate(DataType.INT64, rows.size() * width);
        for (Row row : rows) {
            List<Long> values = part.apply(row);
            for (int i = 0; i < width; i++) {
                buffer.putLong(i < values.size() ? values.get(i) : 0L);
            }
        }
        return new Tensor(name, DataType.INT64, Shape.of(rows.size(), width), new Elements.Numbers(buffer.flip()));
    }
}
