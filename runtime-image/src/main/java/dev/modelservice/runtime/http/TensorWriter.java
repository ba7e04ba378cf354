package dev.modelservice.runtime.http;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.modelservice.runtime.request.DataType;
import dev.modelservice.runtime.request.Tensor;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.Iterator;

/** Writes a tensor's elements. JSON has no NaN and no infinity: both become null, as JavaScript writes them. */
public final class TensorWriter {

    private final JsonGenerator json;
    private final Tensor tensor;
    private final ByteBuffer numbers;
    private final Iterator<String> texts;

    private TensorWriter(JsonGenerator json, Tensor tensor) {
        this.json = json;
        this.tensor = tensor;
        boolean text = tensor.datatype() == DataType.BYTES;
        this.numbers = text ? ByteBuffer.allocate(0) : tensor.numbers();
        this.texts = text ? tensor.texts().iterator() : java.util.Collections.emptyIterator();
    }

    /** All elements in one array, row-major. */
    public static void writeFlat(JsonGenerator json, Tensor tensor) throws IOException {
        TensorWriter writer = new TensorWriter(json, tensor);
        long count = tensor.shape().elements().orElseThrow();
        json.writeStartArray();
        for (long i = 0; i < count; i++) {
            writer.element();
        }
        json.writeEndArray();
    }

    /** Arrays in arrays, as the shape says; a tensor without dimensions is its one element. */
    public static void writeNested(JsonGenerator json, Tensor tensor) throws IOException {
        new TensorWriter(json, tensor).nested(0);
    }

    /** Writes row after row along the first dimension. */
    static TensorWriter rows(JsonGenerator json, Tensor tensor) {
        return new TensorWriter(json, tensor);
    }

    /** The next row, as its value in an array. */
    void nextRow() throws IOException {
        nested(1);
    }

    private void nested(int axis) throws IOException {
        if (axis == tensor.shape().rank()) {
            element();
            return;
        }
        json.writeStartArray();
        for (long i = 0; i < tensor.shape().dimension(axis); i++) {
            nested(axis + 1);
        }
        json.writeEndArray();
    }

    private void element() throws IOException {
        switch (tensor.datatype()) {
            case BOOL -> json.writeBoolean(numbers.get() != 0);
            case INT8 -> json.writeNumber((short) numbers.get());
            case INT16 -> json.writeNumber(numbers.getShort());
            case INT32 -> json.writeNumber(numbers.getInt());
            case INT64 -> json.writeNumber(numbers.getLong());
            case UINT8 -> json.writeNumber(Byte.toUnsignedInt(numbers.get()));
            case UINT16 -> json.writeNumber(Short.toUnsignedInt(numbers.getShort()));
            case UINT32 -> json.writeNumber(Integer.toUnsignedLong(numbers.getInt()));
            case UINT64 -> unsignedLong(numbers.getLong());
            case FP16 -> single(Float.float16ToFloat(numbers.getShort()));
            case FP32 -> single(numbers.getFloat());
            case FP64 -> wide(numbers.getDouble());
            case BYTES -> json.writeString(texts.next());
        }
    }

    private void unsignedLong(long value) throws IOException {
        if (value >= 0) {
            json.writeNumber(value);
        } else {
            json.writeNumber(new BigInteger(Long.toUnsignedString(value)));
        }
    }

    private void single(float value) throws IOException {
        if (Float.isFinite(value)) {
            json.writeNumber(value);
        } else {
            json.writeNull();
        }
    }

    private void wide(double value) throws IOException {
        if (Double.isFinite(value)) {
            json.writeNumber(value);
        } else {
            json.writeNull();
        }
    }
}
