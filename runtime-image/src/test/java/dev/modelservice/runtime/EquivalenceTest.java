package dev.modelservice.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.modelservice.runtime.grpc.GrpcForms;
import dev.modelservice.runtime.http.HttpForms;
import dev.modelservice.runtime.request.DataType;
import dev.modelservice.runtime.request.InferenceRequest;
import dev.modelservice.runtime.request.InferenceResponse;
import dev.modelservice.runtime.request.Shape;
import dev.modelservice.runtime.request.Tensor;
import inference.GrpcPredictV2.ModelInferResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** One request in every form that V2 has is one request, and its answer is the same in every form. */
final class EquivalenceTest {

    private static final long ROOM = 1 << 20;
    private static final List<Shape> SHAPES =
            List.of(Shape.of(8), Shape.of(2, 3), Shape.of(0), Shape.of(3, 0, 2), Shape.of(), Shape.of(1, 1, 7));

    @Property(tries = 200)
    void everyFormOfARequestIsReadAsTheSame(@ForAll DataType datatype, @ForAll long seed) {
        List<Tensor> inputs = tensors(datatype, new Random(seed));
        List<String> outputs = List.of("y", "z");
        InferenceRequest expected = new InferenceRequest("m", "id", inputs, outputs);

        Published.Mixed mixed = Published.mixed("id", inputs, outputs);
        assertThat(HttpForms.decode(Published.json("id", inputs, outputs), null, ROOM))
                .isEqualTo(expected);
        assertThat(HttpForms.decode(mixed.body(), Integer.toString(mixed.jsonLength()), ROOM))
                .isEqualTo(expected);
        assertThat(GrpcForms.decode(
                        Published.message("id", inputs, outputs, true).toByteArray(), ROOM))
                .isEqualTo(expected);
        if (datatype != DataType.FP16) {
            assertThat(GrpcForms.decode(
                            Published.message("id", inputs, outputs, false).toByteArray(), ROOM))
                    .isEqualTo(expected);
        }
    }

    @Property(tries = 200)
    void everyFormOfAnAnswerSaysTheSame(@ForAll DataType datatype, @ForAll long seed)
            throws InvalidProtocolBufferException {
        List<Tensor> outputs = tensors(datatype, new Random(seed));
        InferenceResponse response = new InferenceResponse("m", "id", outputs, 0);
        InferenceRequest expected = new InferenceRequest("m", "id", outputs, List.of());

        for (boolean raw : new boolean[] {false, true}) {
            Map.Entry<byte[], String> http = HttpForms.encode(response, raw);
            assertThat(HttpForms.decode(outputsAsInputs(http), lengthAsInputs(http), ROOM))
                    .isEqualTo(expected);
            ModelInferResponse grpc = ModelInferResponse.parseFrom(GrpcForms.encode(response, raw));
            assertThat(grpc.getModelVersion()).isEqualTo("1");
            assertThat(grpc.getRawOutputContentsCount())
                    .isEqualTo(raw || datatype == DataType.FP16 ? outputs.size() : 0);
            assertThat(GrpcForms.decode(Published.asRequest(grpc).toByteArray(), ROOM))
                    .isEqualTo(expected);
        }
    }

    private static List<Tensor> tensors(DataType datatype, Random random) {
        return List.of(
                Samples.tensor("a", datatype, SHAPES.get(random.nextInt(SHAPES.size())), random),
                Samples.tensor("b", datatype, Shape.of(8), random));
    }

    /** One byte shorter and otherwise the same. */
    private static byte[] outputsAsInputs(Map.Entry<byte[], String> http) {
        return new String(http.getKey(), StandardCharsets.ISO_8859_1)
                .replaceFirst("\"outputs\":", "\"inputs\":")
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    private static String lengthAsInputs(Map.Entry<byte[], String> http) {
        return Integer.toString(Integer.parseInt(http.getValue()) - 1);
    }
}
