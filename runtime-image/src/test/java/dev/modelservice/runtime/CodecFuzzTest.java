package dev.modelservice.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modelservice.runtime.grpc.GrpcForms;
import dev.modelservice.runtime.http.HttpForms;
import dev.modelservice.runtime.model.ModelMetadata;
import dev.modelservice.runtime.request.DataType;
import dev.modelservice.runtime.request.RejectedException;
import dev.modelservice.runtime.request.Shape;
import dev.modelservice.runtime.request.Signature;
import dev.modelservice.runtime.request.Task;
import dev.modelservice.runtime.request.Tensor;
import dev.modelservice.runtime.request.TensorSpec;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.jspecify.annotations.Nullable;

/** Whatever bytes come: a request or a refusal in words, and no more memory than the bytes and the room account for. */
final class CodecFuzzTest {

    private static final int ROOM = 1 << 16;
    /** Parser, names, messages: the same for every request. */
    private static final int FIXED_BYTES = 1 << 16;
    /** Objects that a few bytes can make: a text, a size, a part of a name. */
    private static final int PER_BYTE = 64;

    private static final ModelMetadata MODEL = new ModelMetadata(
            "m",
            "1",
            "test",
            Task.TENSORS,
            new Signature(
                    List.of(new TensorSpec("a", DataType.FP32, Shape.of(Shape.ANY, Shape.ANY))),
                    List.of(new TensorSpec("y", DataType.FP32, Shape.of(Shape.ANY)))));

    @Property(tries = 2000)
    void anyBytes(@ForAll @Size(max = 200) byte[] bytes, @ForAll String header) {
        everyCodec(bytes, header);
    }

    @Property(tries = 2000)
    void damagedRequests(@ForAll DataType datatype, @ForAll long seed) {
        Random random = new Random(seed);
        List<Tensor> inputs = List.of(
                Samples.tensor("a", datatype, Shape.of(2, 2), random),
                Samples.tensor("b", datatype, Shape.of(3), random));
        List<String> outputs = List.of("y");
        boolean raw = datatype == DataType.FP16 || random.nextBoolean();
        Published.Mixed mixed = Published.mixed("id", inputs, outputs);

        everyCodec(Mutations.of(Published.json("id", inputs, outputs), random), null);
        everyCodec(Mutations.of(mixed.body(), random), Integer.toString(mixed.jsonLength() + random.nextInt(3) - 1));
        everyCodec(Mutations.of(Published.message("id", inputs, outputs, raw).toByteArray(), random), "1");
        byte[] matrix = "{\"x_test\": [[1, 2.5], [3e2, -4]]}".getBytes(StandardCharsets.UTF_8);
        attempt(Mutations.of(matrix, random), bytes -> HttpForms.predict(MODEL, bytes, ROOM));
    }

    private static void everyCodec(byte[] bytes, @Nullable String header) {
        attempt(bytes, body -> HttpForms.decode(body, null, ROOM));
        attempt(bytes, body -> HttpForms.decode(body, header, ROOM));
        attempt(bytes, body -> HttpForms.predict(MODEL, body, ROOM));
        attempt(bytes, body -> GrpcForms.decode(body, ROOM));
    }

    private interface Decoder {
        Object decode(byte[] bytes);
    }

    private static void attempt(byte[] bytes, Decoder decoder) {
        refusal(bytes, decoder).ifPresent(CodecFuzzTest::assertThatItCanBeSent);
        // Once more, now that every class is loaded.
        assertThat(Allocation.of(() -> refusal(bytes, decoder)))
                .as("memory for %d bytes", bytes.length)
                .isLessThan(FIXED_BYTES + (long) PER_BYTE * bytes.length + 2 * ROOM);
    }

    private static Optional<String> refusal(byte[] bytes, Decoder decoder) {
        try {
            decoder.decode(bytes);
            return Optional.empty();
        } catch (RejectedException e) {
            return Optional.of(e.rejection().message());
        }
    }

    private static void assertThatItCanBeSent(String message) {
        String sent = new String(HttpForms.problem(message), StandardCharsets.UTF_8);
        assertThat(new JsonObject(sent).getString("error")).isNotBlank().hasSizeLessThan(2100);
    }
}
