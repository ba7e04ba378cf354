package dev.modelservice.runtime.http;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.modelservice.runtime.request.DataType;
import dev.modelservice.runtime.request.RejectedException;
import dev.modelservice.runtime.request.Shape;
import dev.modelservice.runtime.request.Tensor;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads one entry of {@code inputs}, whatever the order of its fields. */
final class InputReader {

    private static final int NOWHERE = -1;

    private final byte[] document;
    private final int position;
    private @Nullable String name;
    private @Nullable DataType datatype;
    private @Nullable Shape shape;
    private @Nullable Tensor tensor;
    private int skippedData = NOWHERE;

    private InputReader(byte[] document, int position) {
        this.document = document;
        this.position = position;
    }

    /** Reads the object that the parser stands at, the {@code position}-th of the inputs. */
    static Tensor read(JsonParser json, byte[] document, int position) throws IOException {
        if (json.currentToken() != JsonToken.START_OBJECT) {
            throw RejectedException.malformed("inputs[%d]: expected an object".formatted(position));
        }
        InputReader reader = new InputReader(document, position);
        for (String field = json.nextFieldName(); field != null; field = json.nextFieldName()) {
            json.nextToken();
            reader.field(field, json);
        }
        return reader.tensor();
    }

    private void field(String field, JsonParser json) throws IOException {
        switch (field) {
            case "name" -> name = string(json, "name");
            case "datatype" -> datatype = datatype(string(json, "datatype"));
            case "shape" -> shape = shape(json);
            case "data" -> data(json);
            default -> json.skipChildren();
        }
    }

    private void data(JsonParser json) throws IOException {
        if (name != null && datatype != null && shape != null) {
            tensor = TensorReader.read(json, name, datatype, shape, document.length);
            return;
        }
        if (json.currentToken() != JsonToken.START_ARRAY) {
            throw RejectedException.malformed(label() + ": expected data to be an array");
        }
        // Its type is not known yet: come back when it is.
        skippedData = Math.toIntExact(json.currentTokenLocation().getByteOffset());
        json.skipChildren();
    }

    private Tensor tensor() throws IOException {
        if (tensor != null) {
            return tensor;
        }
        if (name == null) {
            throw RejectedException.malformed("inputs[%d]: name is missing".formatted(position));
        }
        if (datatype == null) {
            throw RejectedException.malformed("input '%s': datatype is missing".formatted(name));
        }
        if (shape == null) {
            throw RejectedException.malformed("input '%s': shape is missing".formatted(name));
        }
        if (skippedData < 0) {
            throw RejectedException.malformed("input '%s': data is missing".formatted(name));
        }
        try (JsonParser json = Json.FACTORY.createParser(document, skippedData, document.length - skippedData)) {
            json.nextToken();
            return TensorReader.read(json, name, datatype, shape, document.length);
        }
    }

    private String label() {
        return name == null ? "inputs[" + position + "]" : "input '" + name + "'";
    }

    private String string(JsonParser json, String field) throws IOException {
        if (json.currentToken() != JsonToken.VALUE_STRING) {
            throw RejectedException.malformed("%s: expected %s to be a string".formatted(label(), field));
        }
        return json.getText();
    }

    private DataType datatype(String given) {
        return DataType.named(given)
                .orElseThrow(() -> RejectedException.malformed("%s: unknown datatype '%s', expected one of %s"
                        .formatted(label(), given, Arrays.toString(DataType.values()))));
    }

    private Shape shape(JsonParser json) throws IOException {
        if (json.currentToken() != JsonToken.START_ARRAY) {
            throw RejectedException.malformed("%s: expected shape to be an array of integers".formatted(label()));
        }
        List<Long> sizes = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            if (json.currentToken() != JsonToken.VALUE_NUMBER_INT
                    || json.getNumberType() == JsonParser.NumberType.BIG_INTEGER) {
                throw RejectedException.malformed("%s: expected shape to be an array of integers".formatted(label()));
            }
            sizes.add(json.getLongValue());
        }
        return new Shape(sizes);
    }
}
