package dev.modelservice.runtime.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.modelservice.runtime.codec.Room;
import dev.modelservice.runtime.model.ModelMetadata;
import dev.modelservice.runtime.request.DataType;
import dev.modelservice.runtime.request.InferenceRequest;
import dev.modelservice.runtime.request.InferenceResponse;
import dev.modelservice.runtime.request.RejectedException;
import dev.modelservice.runtime.request.Shape;
import dev.modelservice.runtime.request.Signature;
import dev.modelservice.runtime.request.Task;
import dev.modelservice.runtime.request.TensorSpec;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PredictCodecTest {

    @Test
    void theShapeIsThatOfTheData() {
        InferenceRequest request =
                decode(model(DataType.FP32, 1), "{\"other\": [1], \"x_test\": [[1, 2, 3], [4, 5, 6]]}");

        assertThat(request.inputs().getFirst().shape()).isEqualTo(Shape.of(2, 3));
        assertThat(request.inputs().getFirst().name()).isEqualTo("x0");
        assertThat(request.outputs()).containsExactly("y");
    }

    @Test
    void textsAreTakenWhereTheModelTakesTexts() {
        InferenceRequest request = decode(model(DataType.BYTES, 1), "{\"x_test\": [\"a\", \"b\"]}");

        assertThat(request.inputs().getFirst().texts()).containsExactly("a", "b");
    }

    @Test
    void predictionsAreNestedAsTheOutputIs() {
        InferenceRequest request = decode(model(DataType.FP32, 1), "{\"x_test\": [[1, 2], [3, 4]]}");

        byte[] answer = PredictCodec.encode(new InferenceResponse("m", null, request.inputs(), 0));

        assertThat(new String(answer, StandardCharsets.UTF_8)).isEqualTo("{\"predictions\":[[1.0,2.0],[3.0,4.0]]}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    {"x_test": [[1,2],[3]]}  | input 'x0': expected 2 entries at depth 2 for shape [2,2], got 1
                    {"x_test": [[1,2],3]}    | input 'x0': data is partly nested and partly flat
                    {"x_test": ["1"]}        | input 'x0': element 0: expected a number for FP32, got "1"
                    {"x_test": 1}            | expected a JSON object with an array x_test, such as {"x_test": [[0.5, 1]]}
                    {}                       | expected a JSON object with an array x_test, such as {"x_test": [[0.5, 1]]}
                    [1]                      | expected a JSON object with an array x_test, such as {"x_test": [[0.5, 1]]}
                    """)
    void whatIsNoMatrixIsRefused(String body, String message) {
        assertThatThrownBy(() -> decode(model(DataType.FP32, 1), body))
                .isInstanceOf(RejectedException.class)
                .hasMessage(message);
    }

    @Test
    void aModelWithSeveralInputsNeedsTheirNames() {
        assertThatThrownBy(() -> decode(model(DataType.FP32, 2), "{\"x_test\": [[1]]}"))
                .hasMessage(
                        "/predict is for models with one input, and this one takes [x0 FP32 [-1,3], x1 FP32 [-1,3]];"
                                + " use /v2/models/m/infer");
    }

    private static InferenceRequest decode(ModelMetadata model, String body) {
        return PredictCodec.decode(model, body.getBytes(StandardCharsets.UTF_8), new Room(1 << 20));
    }

    private static ModelMetadata model(DataType datatype, int inputs) {
        List<TensorSpec> specs = java.util.stream.IntStream.range(0, inputs)
                .mapToObj(i -> new TensorSpec("x" + i, datatype, Shape.of(Shape.ANY, 3)))
                .toList();
        List<TensorSpec> outputs = Collections.singletonList(new TensorSpec("y", datatype, Shape.of(Shape.ANY)));
        return new ModelMetadata("m", "1", "test", Task.TENSORS, new Signature(specs, outputs));
    }
}
