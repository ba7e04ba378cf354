package dev.modelservice.runtime.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.modelservice.runtime.codec.Room;
import dev.modelservice.runtime.model.ModelMetadata;
import dev.modelservice.runtime.request.DataType;
import dev.modelservice.runtime.request.Elements;
import dev.modelservice.runtime.request.InferenceRequest;
import dev.modelservice.runtime.request.InferenceResponse;
import dev.modelservice.runtime.request.RejectedException;
import dev.modelservice.runtime.request.Shape;
import dev.modelservice.runtime.request.Signature;
import dev.modelservice.runtime.request.Task;
import dev.modelservice.runtime.request.Tensor;
import dev.modelservice.runtime.request.TensorSpec;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class V1CodecTest {

    private static final TensorSpec NUMBERS = new TensorSpec("x", DataType.FP32, Shape.of(Shape.ANY, 2));
    private static final TensorSpec TEXTS = new TensorSpec("t", DataType.BYTES, Shape.of(Shape.ANY));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"instances\": [[1, 2], [3, 4]]}",
                "{\"signature_name\": \"s\", \"instances\": [{\"x\": [1, 2]}, {\"x\": [3, 4]}], \"id\": 7}",
                "{\"inputs\": [[1, 2], [3, 4]]}",
                "{\"inputs\": {\"x\": [[1, 2], [3, 4]]}}"
            })
    void rowsAndColumnsAreTheSameTensor(String body) {
        InferenceRequest request = decode(body, NUMBERS);

        assertThat(request.outputs()).isEmpty();
        Tensor tensor = request.inputs().getFirst();
        assertThat(tensor.name()).isEqualTo("x");
        assertThat(tensor.shape()).isEqualTo(Shape.of(2, 2));
        float[] values = new float[4];
        tensor.numbers().asFloatBuffer().get(values);
        assertThat(values).containsExactly(1, 2, 3, 4);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"instances\": [{\"x\": [1, 2], \"t\": \"a\"}, {\"t\": \"b\", \"x\": [3, 4]}]}",
                "{\"inputs\": {\"t\": [\"a\", \"b\"], \"x\": [[1, 2], [3, 4]]}}"
            })
    void severalInputsHaveTheirNames(String body) {
        List<Tensor> inputs = decode(body, NUMBERS, TEXTS).inputs();

        assertThat(inputs).extracting(Tensor::name).containsExactlyInAnyOrder("x", "t");
        for (Tensor tensor : inputs) {
            assertThat(tensor.shape().dimension(0)).isEqualTo(2);
        }
        Tensor texts = inputs.stream()
                .filter(input -> input.name().equals("t"))
                .findFirst()
                .orElseThrow();
        assertThat(texts.texts()).containsExactly("a", "b");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            []                                    | expected a JSON object with instances (one value or object for a row) or inputs (all rows of an input)
            {}                                    | expected a JSON object with instances (one value or object for a row) or inputs (all rows of an input)
            {"instances": [], "inputs": []}       | expected instances or inputs, got both or one of them twice
            {"instances": 1}                      | expected instances to be an array
            {"instances": {}}                     | expected instances to be an array
            {"inputs": "a"}                       | expected inputs to be an array
            {"instances": [[1,2],[3]]}            | input 'x': expected 2 entries at depth 2 for shape [2,2], got 1
            {"instances": [[1,"a"]]}              | input 'x': element 1: expected a number for FP32, got "a"
            {"instances": [[1,2],{"x":[1,2]}]}    | input 'x': expected numbers, strings or booleans in data, got an object
            {"instances": [{"x":[1,2]},[1,2]]}    | instances[1]: expected an object, as instances[0] is one
            {"instances": [{"x":[1,2]},{}]}       | instances[1]: input 'x' is missing
            {"instances": [{"x":[1,2]},{"x":[1,2],"x":[1,2]}]} | instances[1]: input 'x' is given twice
            {"instances": [{"x":[1,2]},{"y":[1,2]}]} | instances[1]: input 'y' is not in instances[0]
            {"instances": [{"x":[1,2]},{"x":[1]}]} | instances[1]: input 'x': expected sizes [2], as in instances[0]
            {"instances": [{"x":[1,2]},{"x":[1,2,3]}]} | instances[1]: input 'x': expected sizes [2], as in instances[0]
            {"instances": [{"x":[1,2]},{"x":3}]}  | instances[1]: input 'x': expected sizes [2], as in instances[0]
            {"instances": [{"x":[[1],2]}]}        | instances[0]: input 'x': expected sizes [2,1], as in instances[0]
            {"instances": [{"x":[{},2]}]}         | input 'x': element 0: expected a number for FP32, got {
            {"instances": [{"z":[1,2]}]}          | unknown input 'z'; the model takes: x FP32 [-1,2]
            {"inputs": {"z":[1,2]}}               | unknown input 'z'; the model takes: x FP32 [-1,2]
            {"inputs": {"x":1}}                   | input 'x': expected an array of all rows
            """)
    void whatDoesNotAddUpIsRefused(String body, String message) {
        assertThatThrownBy(() -> decode(body, NUMBERS))
                .isInstanceOf(RejectedException.class)
                .hasMessage(message);
    }

    @Test
    void severalInputsNeedTheirNames() {
        assertThatThrownBy(() -> decode("{\"instances\": [[1, 2]]}", NUMBERS, TEXTS))
                .hasMessage("instances: the model takes several inputs, so they need their names: [x FP32 [-1,2],"
                        + " t BYTES [-1]]");
    }

    @Test
    void memoryIsTakenOnlyForWhatADocumentCanHold() {
        // As if each of a thousand rows had ten thousand numbers.
        String body = "{\"instances\": [{\"x\": [" + "1,".repeat(9_999) + "1]}" + ",{\"x\":[]}".repeat(999) + "]}";

        assertThatThrownBy(() -> decode(body, NUMBERS))
                .hasMessage("input 'x': shape [1000,10000] needs 10000000 values, more than this request can hold");
    }

    @Test
    void oneOutputIsPlainAndSeveralHaveTheirNames() {
        Tensor scores = numbers("score", Shape.of(2, 1), 0.5f, 0.25f);
        Tensor labels = new Tensor("label", DataType.BYTES, Shape.of(2), new Elements.Texts(List.of("cat", "dog")));
        Tensor total = numbers("total", Shape.of(1), 7);

        assertThat(encode(scores)).isEqualTo("{\"predictions\":[[0.5],[0.25]]}");
        assertThat(encode(labels, scores))
                .isEqualTo(
                        "{\"predictions\":[{\"label\":\"cat\",\"score\":[0.5]},{\"label\":\"dog\",\"score\":[0.25]}]}");
        assertThat(encode(labels, total)).isEqualTo("{\"predictions\":{\"label\":[\"cat\",\"dog\"],\"total\":[7.0]}}");
    }

    @Property(tries = 3000)
    void anyBytesGiveAValueOrARefusal(@ForAll long seed) {
        Random random = new Random(seed);
        StringBuilder body = new StringBuilder("{\"instances\":[{\"x\":[1,2],\"t\":\"a\"},{\"x\":[3,4],\"t\":\"b\"}]}");
        for (int change = random.nextInt(5); change > 0; change--) {
            int from = random.nextInt(body.length());
            body.replace(from, Math.min(body.length(), from + random.nextInt(6)), part(random));
        }
        try {
            assertThat(decode(body.toString(), NUMBERS, TEXTS).inputs()).isNotNull();
        } catch (RejectedException refused) {
            assertThat(refused).hasMessageMatching("(?s).+");
        }
    }

    private static String part(Random random) {
        List<String> parts =
                List.of("{", "}", "[", "]", ",", "\"", "[[1]]", "{\"x\":[1,2]}", "inputs", "null", "1e99", ":");
        return parts.get(random.nextInt(parts.size()));
    }

    private static Tensor numbers(String name, Shape shape, float... values) {
        ByteBuffer buffer = Elements.Numbers.allocate(DataType.FP32, values.length);
        for (float value : values) {
            buffer.putFloat(value);
        }
        return new Tensor(name, DataType.FP32, shape, new Elements.Numbers(buffer.flip()));
    }

    private static String encode(Tensor... outputs) {
        return new String(
                V1Codec.encode(new InferenceResponse("m", null, List.of(outputs), 0)), StandardCharsets.UTF_8);
    }

    private static InferenceRequest decode(String body, TensorSpec... inputs) {
        Signature signature = new Signature(List.of(inputs), Collections.singletonList(NUMBERS));
        return V1Codec.decode(
                new ModelMetadata("m", "1", "test", Task.TENSORS, signature),
                body.getBytes(StandardCharsets.UTF_8),
                new Room(1 << 20));
    }
}
