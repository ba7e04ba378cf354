package dev.modelservice.runtime.http;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.modelservice.runtime.codec.Room;
import dev.modelservice.runtime.request.Shape;
import dev.modelservice.runtime.request.Tensor;
import dev.modelservice.runtime.request.TensorSpec;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A tensor that is given as arrays in arrays and without its shape: measured first, then read. */
final class NestedTensor {

    private NestedTensor() {}

    /** Where in its document the value begins that the parser stands at. */
    static int position(JsonParser json) {
        return Math.toIntExact(json.currentTokenLocation().getByteOffset());
    }

    /** Reads the array at a position of the document. */
    static Tensor read(TensorSpec input, byte[] document, int position, Room room) throws IOException {
        Shape shape;
        try (JsonParser json = at(document, position)) {
            shape = new Shape(sizes(json));
        }
        try (JsonParser json = at(document, position)) {
            return TensorReader.read(json, input.name(), input.datatype(), shape, document.length, room);
        }
    }

    /** A parser that stands at the value at a position of the document. */
    static JsonParser at(byte[] document, int position) throws IOException {
        JsonParser json = Json.FACTORY.createParser(document, position, document.length - position);
        json.nextToken();
        return json;
    }

    /**
     * The size of the array that the parser stands at, then those of its first entry, none for what is no array; that the
     * others agree is seen when they are read.
     */
    static List<Long> sizes(JsonParser json) throws IOException {
        if (json.currentToken() != JsonToken.START_ARRAY) {
            json.skipChildren();
            return List.of();
        }
        long count = 0;
        List<Long> inner = List.of();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            if (count == 0) {
                inner = sizes(json);
            } else {
                json.skipChildren();
            }
            count++;
        }
        List<Long> sizes = new ArrayList<>();
        sizes.add(count);
        sizes.addAll(inner);
        return sizes;
    }
}
