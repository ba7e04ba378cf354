package dev.modelservice.runtime.http;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.modelservice.runtime.codec.Room;
import dev.modelservice.runtime.request.DataType;
import dev.modelservice.runtime.request.Elements;
import dev.modelservice.runtime.request.RejectedException;
import dev.modelservice.runtime.request.Shape;
import dev.modelservice.runtime.request.Tensor;
import java.io.IOException;

/** Reads a tensor's data, flat in row-major order or nested as its shape says. */
final class TensorReader {

    private final String input;
    private final Shape shape;
    private final long count;
    private final ElementSink sink;
    private final long[] children;
    private int depth;
    private boolean flat;

    private TensorReader(String input, DataType datatype, Shape shape, int count) {
        this.input = input;
        this.shape = shape;
        this.count = count;
        this.sink = new ElementSink(input, datatype, count);
        this.children = new long[Math.max(shape.rank(), 1) + 1];
    }

    /**
     * Reads the array that the parser stands at.
     *
     * @param bytes of the whole document: what it cannot hold is refused before memory is taken for it
     * @param room for all tensors of the request
     */
    static Tensor read(JsonParser json, String input, DataType datatype, Shape shape, int bytes, Room room)
            throws IOException {
        int count = room.take(input, datatype, shape, bytes);
        Elements elements = new TensorReader(input, datatype, shape, count).elements(json);
        return new Tensor(input, datatype, shape, elements);
    }

    private Elements elements(JsonParser json) throws IOException {
        if (json.currentToken() != JsonToken.START_ARRAY) {
            throw RejectedException.malformed("input '%s': expected data to be an array".formatted(input));
        }
        depth = 1;
        while (depth > 0) {
            JsonToken token = json.nextToken();
            if (token == null) {
                throw RejectedException.malformed("input '%s': the data ends in the middle".formatted(input));
            }
            switch (token) {
                case START_ARRAY -> open();
                case END_ARRAY -> close();
                case START_OBJECT ->
                    throw RejectedException.malformed(
                            "input '%s': expected numbers, strings or booleans in data, got an object"
                                    .formatted(input));
                default -> element(json);
            }
        }
        return sink.elements();
    }

    private void open() {
        if (flat || depth + 1 >= children.length) {
            throw RejectedException.malformed(
                    "input '%s': data is nested deeper or less evenly than its shape %s".formatted(input, shape));
        }
        depth++;
        children[depth] = 0;
    }

    private void close() {
        boolean whole = depth == 1 && (flat || shape.rank() <= 1 || count == 0);
        if (whole ? sink.taken() != count : children[depth] != shape.dimension(depth - 1)) {
            throw whole
                    ? wrongCount(Integer.toString(sink.taken()))
                    : RejectedException.malformed("input '%s': expected %d entries at depth %d for shape %s, got %d"
                            .formatted(input, shape.dimension(depth - 1), depth, shape, children[depth]));
        }
        depth--;
        children[depth]++;
    }

    private void element(JsonParser json) throws IOException {
        if (depth == 1 && shape.rank() > 1) {
            flat = true;
        } else if (depth < shape.rank()) {
            throw RejectedException.malformed(
                    "input '%s': data is nested less deeply than its shape %s".formatted(input, shape));
        }
        if (flat && children[1] > 0) {
            throw RejectedException.malformed("input '%s': data is partly nested and partly flat".formatted(input));
        }
        if (sink.taken() == count) {
            throw wrongCount("more");
        }
        sink.take(json);
        if (!flat) {
            children[depth]++;
        }
    }

    private RejectedException wrongCount(String actual) {
        return RejectedException.malformed(
                "input '%s': expected %d values for shape %s, got %s".formatted(input, count, shape, actual));
    }
}
