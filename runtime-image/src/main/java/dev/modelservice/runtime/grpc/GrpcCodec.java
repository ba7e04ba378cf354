package dev.modelservice.runtime.grpc;

import dev.modelservice.runtime.codec.Parameters;
import dev.modelservice.runtime.codec.RawTensors;
import dev.modelservice.runtime.codec.Room;
import dev.modelservice.runtime.grpc.wire.WireReader;
import dev.modelservice.runtime.grpc.wire.WireWriter;
import dev.modelservice.runtime.model.ModelMetadata;
import dev.modelservice.runtime.request.InferenceRequest;
import dev.modelservice.runtime.request.InferenceResponse;
import dev.modelservice.runtime.request.RejectedException;
import dev.modelservice.runtime.request.Tensor;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a {@code ModelInferRequest} and writes a {@code ModelInferResponse}. Unknown fields are ignored. */
final class GrpcCodec {

    /** Marks the last answer to a request of a stream. */
    private static final String LAST = "triton_final_response";

    private final Parameters parameters = new Parameters("the request");
    private final List<InferInput> inputs = new ArrayList<>();
    private final List<ByteBuffer> raw = new ArrayList<>();
    private final List<String> outputs = new ArrayList<>();
    private String model = "";
    private String version = "";
    private @Nullable String id;

    private GrpcCodec() {}

    /**
     * The request in a message.
     *
     * @throws RejectedException if there is none, or it takes more room than there is
     */
    static InferRequest decode(WireReader message, Room room) {
        GrpcCodec codec = new GrpcCodec();
        codec.read(message);
        return codec.request(room);
    }

    private void read(WireReader message) {
        while (message.next()) {
            switch (message.field()) {
                case 1 -> model = message.text();
                case 2 -> version = message.text();
                case 3 -> id = message.text();
                case 4 -> ParameterEntry.read(message.message(), parameters);
                case 5 -> few(inputs, "inputs").add(InferInput.read(message.message(), inputs.size()));
                case 6 -> few(outputs, "outputs").add(output(message.message(), outputs.size()));
                case 7 -> few(raw, "raw_input_contents").add(message.bytes());
                default -> {}
            }
        }
    }

    private static <T> List<T> few(List<T> read, String what) {
        if (read.size() == Room.MAX_TENSORS) {
            throw RejectedException.malformed("expected at most %d %s".formatted(Room.MAX_TENSORS, what));
        }
        return read;
    }

    private static String output(WireReader fields, int position) {
        String name = "";
        Parameters parameters = new Parameters("outputs[" + position + "]");
        while (fields.next()) {
            switch (fields.field()) {
                case 1 -> name = fields.text();
                case 2 -> ParameterEntry.read(fields.message(), parameters);
                default -> {}
            }
        }
        if (name.isEmpty()) {
            throw RejectedException.malformed("outputs[%d]: name is missing".formatted(position));
        }
        return name;
    }

    private InferRequest request(Room room) {
        boolean isRaw = !raw.isEmpty();
        if (isRaw && raw.size() != inputs.size()) {
            throw RejectedException.malformed(
                    "expected raw_input_contents for each of the %d inputs or for none, got %d"
                            .formatted(inputs.size(), raw.size()));
        }
        List<Tensor> tensors = new ArrayList<>(inputs.size());
        for (int i = 0; i < inputs.size(); i++) {
            InferInput input = inputs.get(i);
            tensors.add(isRaw ? input.raw(raw.get(i), room) : input.typed(room));
        }
        return new InferRequest(
                new InferenceRequest(model, id, tensors, outputs, parameters.timeout()),
                version,
                isRaw,
                parameters.flag(Parameters.FINAL_RESPONSE).orElse(false));
    }

    /** The response in a message, in the form that the request asks for. */
    static byte[] encode(InferenceResponse response, InferRequest request) {
        WireWriter message = new WireWriter();
        write(response, request, message);
        return message.toByteArray();
    }

    /** Writes the response. Where an output has no typed form, all are raw: a response has one form. */
    static void write(InferenceResponse response, InferRequest request, WireWriter message) {
        boolean raw =
                request.raw() || response.outputs().stream().anyMatch(output -> !TypedContents.has(output.datatype()));
        message.text(1, response.model());
        message.text(2, ModelMetadata.ONLY_VERSION);
        message.text(3, response.id() == null ? "" : response.id());
        if (request.markLast()) {
            message.message(4, entry -> {
                entry.text(1, LAST);
                entry.message(2, value -> value.flag(1, true));
            });
        }
        for (Tensor output : response.outputs()) {
            message.message(5, fields -> {
                fields.text(1, output.name());
                fields.text(2, output.datatype().name());
                fields.packed(3, output.shape().toArray());
                if (!raw) {
                    fields.message(5, contents -> TypedContents.write(output, contents));
                }
            });
        }
        if (raw) {
            response.outputs().forEach(output -> message.bytes(6, RawTensors.write(output)));
        }
    }
}
