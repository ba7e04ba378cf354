package dev.modelservice.runtime.http;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.modelservice.runtime.codec.Parameters;
import dev.modelservice.runtime.codec.RawTensors;
import dev.modelservice.runtime.codec.Room;
import dev.modelservice.runtime.request.DataType;
import dev.modelservice.runtime.request.RejectedException;
import dev.modelservice.runtime.request.Shape;
import dev.modelservice.runtime.request.Tensor;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Reads one entry of {@code inputs}, whatever the order of its fields. */
final class InputReader {

    private static final int NOWHERE = -1;

    private final BinaryTail body;
    private final Room room;
    private final int position;
    private final Parameters parameters;
    private @Nullable String name;
    private @Nullable DataType datatype;
    private @Nullable Shape shape;
    private @Nullable Tensor tensor;
    private int skippedData = NOWHERE;

    private InputReader(BinaryTail body, Room room, int position) {
        this.body = body;
        this.room = room;
        this.position = position;
        this.parameters = new Parameters("inputs[" + position + "]");
    }

    /** Reads the object that the parser stands at, the {@code position}-th of the inputs. */
    static Tensor read(JsonParser json, BinaryTail body, Room room, int position) throws IOException {
        if (json.currentToken() != JsonToken.START_OBJECT) {
            throw RejectedException.malformed("inputs[%d]: expected an object".formatted(position));
        }
        InputReader reader = new InputReader(body, room, position);
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
            case "parameters" -> ParameterReader.read(json, label(), parameters);
            case "data" -> data(json);
            default -> json.skipChildren();
        }
    }

    private void data(JsonParser json) throws IOException {
        if (tensor != null || skippedData != NOWHERE) {
            throw RejectedException.malformed(label() + ": data is given twice");
        }
        if (name != null && datatype != null && shape != null) {
            tensor = TensorReader.read(json, name, datatype, shape, body.jsonLength(), room);
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
        OptionalLong binary = parameters.whole(Parameters.BINARY_DATA_SIZE);
        if (binary.isPresent() && (tensor != null || skippedData != NOWHERE)) {
            throw RejectedException.malformed(label() + ": expected either data or binary_data_size, got both");
        }
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
        if (binary.isPresent()) {
            return RawTensors.read(name, datatype, shape, body.take(name, binary.getAsLong()), room);
        }
        if (skippedData == NOWHERE) {
            throw RejectedException.malformed("input '%s': data is missing".formatted(name));
        }
        int end = body.jsonLength();
        try (JsonParser json = Json.FACTORY.createParser(body.body(), skippedData, end - skippedData)) {
            json.nextToken();
            return TensorReader.read(json, name, datatype, shape, end, room);
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
            if (sizes.size() == Room.MAX_RANK) {
                throw RejectedException.malformed(
                        "%s: expected a shape of at most %d dimensions".formatted(label(), Room.MAX_RANK));
            }
            sizes.add(json.getLongValue());
        }
        return new Shape(sizes);
    }
}
