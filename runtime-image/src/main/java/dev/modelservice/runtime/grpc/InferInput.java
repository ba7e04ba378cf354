package dev.modelservice.runtime.grpc;

import dev.modelservice.runtime.codec.Parameters;
import dev.modelservice.runtime.codec.RawTensors;
import dev.modelservice.runtime.codec.Room;
import dev.modelservice.runtime.grpc.wire.WireReader;
import dev.modelservice.runtime.request.DataType;
import dev.modelservice.runtime.request.RejectedException;
import dev.modelservice.runtime.request.Shape;
import dev.modelservice.runtime.request.Tensor;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An {@code InferInputTensor} as it was sent; its elements may stand elsewhere in the request.
 *
 * @param contents its own elements; absent if there are none
 */
record InferInput(
        String name,
        DataType datatype,
        Shape shape,
        @Nullable ByteBuffer contents) {

    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    /** Reads the {@code position}-th of the inputs. */
    static InferInput read(WireReader fields, int position) {
        String name = "";
        String datatype = "";
        List<Long> sizes = new ArrayList<>();
        ByteBuffer contents = null;
        Parameters parameters = new Parameters("inputs[" + position + "]");
        while (fields.next()) {
            switch (fields.field()) {
                case 1 -> name = fields.text();
                case 2 -> datatype = fields.text();
                case 3 -> sizes(fields.packed(0), sizes, position);
                case 4 -> ParameterEntry.read(fields.message(), parameters);
                case 5 -> {
                    if (contents != null) {
                        throw RejectedException.malformed("inputs[%d]: contents is given twice".formatted(position));
                    }
                    contents = fields.bytes();
                }
                default -> {}
            }
        }
        if (name.isEmpty()) {
            throw RejectedException.malformed("inputs[%d]: name is missing".formatted(position));
        }
        return new InferInput(name, datatype(name, datatype), new Shape(sizes), contents);
    }

    private static void sizes(ByteBuffer packed, List<Long> sizes, int position) {
        while (packed.hasRemaining()) {
            if (sizes.size() == Room.MAX_RANK) {
                throw RejectedException.malformed(
                        "inputs[%d]: expected a shape of at most %d dimensions".formatted(position, Room.MAX_RANK));
            }
            sizes.add(WireReader.packedVarint(packed));
        }
    }

    private static DataType datatype(String name, String given) {
        return DataType.named(given)
                .orElseThrow(() -> RejectedException.malformed("input '%s': unknown datatype '%s', expected one of %s"
                        .formatted(name, given, Arrays.toString(DataType.values()))));
    }

    /** The tensor, with elements of its own. */
    Tensor typed(Room room) {
        ByteBuffer own = contents;
        if (own == null) {
            if (shape.elements().orElse(1) != 0) {
                throw RejectedException.malformed(
                        "input '%s': expected contents or raw_input_contents, got neither".formatted(name));
            }
            own = NOTHING;
        }
        return TypedContents.read(name, datatype, shape, own, room);
    }

    /** The tensor, with elements from elsewhere. */
    Tensor raw(ByteBuffer bytes, Room room) {
        if (contents != null && contents.hasRemaining()) {
            throw RejectedException.malformed(
                    "input '%s': expected either contents or raw_input_contents, got both".formatted(name));
        }
        return RawTensors.read(name, datatype, shape, bytes, room);
    }
}
