package dev.modelservice.runtime.http;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.modelservice.runtime.codec.Room;
import dev.modelservice.runtime.request.RejectedException;
import dev.modelservice.runtime.request.Shape;
import dev.modelservice.runtime.request.Signature;
import dev.modelservice.runtime.request.Tensor;
import dev.modelservice.runtime.request.TensorSpec;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** V1's instances where each is an object with a value for every input: rows, of which the columns are tensors. */
final class NamedRows {

    private final Map<String, Column> columns;

    private NamedRows(Map<String, Column> columns) {
        this.columns = columns;
    }

    /** Reads the array at a position of the document; its first entry says what the others look like. */
    static List<Tensor> read(Signature signature, byte[] document, int position, Room room) throws IOException {
        Map<String, Column> columns;
        try (JsonParser json = NestedTensor.at(document, position)) {
            columns = measure(json, signature, document.length, room);
        }
        try (JsonParser json = NestedTensor.at(document, position)) {
            return new NamedRows(columns).rows(json);
        }
    }

    private static Map<String, Column> measure(JsonParser json, Signature signature, int bytes, Room room)
            throws IOException {
        json.nextToken();
        Map<String, List<Long>> widths = new LinkedHashMap<>();
        for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
            json.nextToken();
            widths.put(name, NestedTensor.sizes(json));
        }
        long rows = 1;
        while (json.nextToken() != JsonToken.END_ARRAY) {
            json.skipChildren();
            rows++;
        }
        Map<String, Column> columns = new LinkedHashMap<>();
        for (Map.Entry<String, List<Long>> width : widths.entrySet()) {
            TensorSpec input = signature.requireInput(width.getKey());
            columns.put(input.name(), Column.of(input, rows, width.getValue(), bytes, room));
        }
        return columns;
    }

    private List<Tensor> rows(JsonParser json) throws IOException {
        for (int row = 0; json.nextToken() != JsonToken.END_ARRAY; row++) {
            String label = "instances[" + row + "]";
            if (json.currentToken() != JsonToken.START_OBJECT) {
                throw RejectedException.malformed(label + ": expected an object, as instances[0] is one");
            }
            for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
                json.nextToken();
                Column column = columns.get(name);
                if (column == null) {
                    throw RejectedException.malformed("%s: input '%s' is not in instances[0]".formatted(label, name));
                }
                column.read(json, row, label);
            }
            for (Column column : columns.values()) {
                column.requireRows(row + 1, label);
            }
        }
        return columns.values().stream().map(Column::tensor).toList();
    }

    private static final class Column {

        private final TensorSpec input;
        private final Shape shape;
        private final ElementSink sink;
        private int rows;

        private Column(TensorSpec input, Shape shape, int count) {
            this.input = input;
            this.shape = shape;
            this.sink = new ElementSink(input.name(), input.datatype(), count);
        }

        static Column of(TensorSpec input, long rows, List<Long> width, int bytes, Room room) {
            List<Long> sizes = new ArrayList<>();
            sizes.add(rows);
            sizes.addAll(width);
            Shape shape = new Shape(sizes);
            return new Column(input, shape, room.take(input.name(), input.datatype(), shape, bytes));
        }

        void read(JsonParser json, int row, String label) throws IOException {
            requireRows(row, label);
            value(json, 1, label);
            rows++;
        }

        void requireRows(int expected, String label) {
            if (rows != expected) {
                throw RejectedException.malformed("%s: input '%s' is %s"
                        .formatted(label, input.name(), rows < expected ? "missing" : "given twice"));
            }
        }

        private void value(JsonParser json, int axis, String label) throws IOException {
            if (axis == shape.rank()) {
                sink.take(json);
                return;
            }
            long size = 0;
            if (json.currentToken() == JsonToken.START_ARRAY) {
                while (json.nextToken() != JsonToken.END_ARRAY) {
                    if (size == shape.dimension(axis)) {
                        throw uneven(label);
                    }
                    value(json, axis + 1, label);
                    size++;
                }
            }
            if (size != shape.dimension(axis)) {
                throw uneven(label);
            }
        }

        private RejectedException uneven(String label) {
            return RejectedException.malformed("%s: input '%s': expected sizes %s, as in instances[0]"
                    .formatted(
                            label,
                            input.name(),
                            shape.dimensions()
                                    .subList(1, shape.rank())
                                    .toString()
                                    .replace(" ", "")));
        }

        Tensor tensor() {
            return new Tensor(input.name(), input.datatype(), shape, sink.elements());
        }
    }
}
