package dev.modelservice.runtime.engine.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.modelservice.runtime.Recorded;
import dev.modelservice.runtime.engine.EngineException;
import dev.modelservice.runtime.engine.InvalidModelException;
import dev.modelservice.runtime.engine.TensorEngine;
import dev.modelservice.runtime.request.DataType;
import dev.modelservice.runtime.request.Elements;
import dev.modelservice.runtime.request.RejectedException;
import dev.modelservice.runtime.request.Shape;
import dev.modelservice.runtime.request.Tensor;
import dev.modelservice.runtime.request.TensorSpec;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.LongBuffer;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class OnnxEngineTest {

    @Test
    void theDenseModelAnswersAsItDoesInPython() throws IOException, InvalidModelException {
        Recorded recorded = Recorded.dense();
        List<float[]> inputs = recorded.rows("inputs");
        ByteBuffer x = Elements.Numbers.allocate(DataType.FP32, inputs.size() * 100);
        inputs.forEach(row -> {
            for (float value : row) {
                x.putFloat(value);
            }
        });
        Tensor tensor = new Tensor("x", DataType.FP32, Shape.of(inputs.size(), 100), new Elements.Numbers(x.flip()));

        try (TensorEngine engine = Models.open(Recorded.denseModel())) {
            Tensor answer = engine.run(List.of(tensor), List.of("probability")).getFirst();

            assertThat(answer.shape()).isEqualTo(Shape.of(inputs.size(), 1));
            ByteBuffer probabilities = answer.numbers();
            for (float[] expected : recorded.rows("probability")) {
                assertThat(probabilities.getFloat()).isCloseTo(expected[0], org.assertj.core.data.Offset.offset(1e-6f));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"every-datatype", "wide-unsigned"})
    void everyDatatypeGoesThrough(String model) throws InvalidModelException {
        try (TensorEngine engine = Models.open(model)) {
            List<Tensor> inputs = engine.signature().inputs().stream()
                    .map(spec -> pattern(spec.name(), spec.datatype()))
                    .toList();
            List<String> outputs =
                    inputs.stream().map(input -> input.name() + "_out").toList();

            List<Tensor> answers = engine.run(inputs, outputs);

            for (int i = 0; i < inputs.size(); i++) {
                Tensor in = inputs.get(i);
                assertThat(answers.get(i))
                        .isEqualTo(new Tensor(in.name() + "_out", in.datatype(), in.shape(), in.elements()));
            }
        }
    }

    @Test
    void betweenThemTheSmallModelsHaveEveryDatatype() throws InvalidModelException {
        try (TensorEngine one = Models.open("every-datatype");
                TensorEngine other = Models.open("wide-unsigned")) {
            assertThat(Stream.of(one, other)
                            .flatMap(engine -> engine.signature().inputs().stream())
                            .map(TensorSpec::datatype))
                    .containsExactlyInAnyOrder(DataType.values());
        }
    }

    @Test
    void aNumberWithoutAShapeGoesThrough() throws InvalidModelException {
        try (TensorEngine engine = Models.open("scalar")) {
            ByteBuffer x =
                    Elements.Numbers.allocate(DataType.FP32, 1).putFloat(2).flip();
            Tensor scalar = new Tensor("x", DataType.FP32, Shape.of(), new Elements.Numbers(x));

            Tensor answer = engine.run(List.of(scalar), List.of("y")).getFirst();

            assertThat(answer.shape()).isEqualTo(Shape.of());
            assertThat(answer.numbers().getFloat()).isEqualTo(-2);
        }
    }

    @Test
    void theMapsOfAClassifierAreRowsInTheOrderOfTheirClasses() throws InvalidModelException {
        try (TensorEngine engine = Models.open("zipmap")) {
            List<Tensor> answers = engine.run(
                    List.of(Models.floats("x", 2, 0.1f, 0.2f, 0.7f, 0.5f, 0.3f, 0.2f)),
                    List.of("probability", "label"));

            assertThat(answers.getFirst())
                    .isEqualTo(Models.floats("probability", 2, 0.1f, 0.2f, 0.7f, 0.5f, 0.3f, 0.2f));
            assertThat(answers.getLast().numbers().asLongBuffer().get(0)).isEqualTo(2);
        }
    }

    @Test
    void textsOutsideOfUnicodesFirstPlaneAreUnderstoodAndGiven() throws InvalidModelException {
        try (TensorEngine engine = Models.open("emoji")) {
            List<String> texts = List.of("\uD83D\uDE00", "東", "other");
            Tensor text = new Tensor("text", DataType.BYTES, Shape.of(3), new Elements.Texts(texts));

            List<Tensor> answers = engine.run(List.of(text), List.of("number", "back"));

            LongBuffer numbers = answers.getFirst().numbers().asLongBuffer();
            assertThat(List.of(numbers.get(0), numbers.get(1), numbers.get(2))).containsExactly(1L, 2L, -1L);
            assertThat(answers.getLast().texts()).containsExactly("\uD83D\uDE00", "東", "?");
        }
    }

    @Test
    void anEmptyBatchGivesAnEmptyAnswer() throws InvalidModelException {
        try (TensorEngine engine = Models.open(Recorded.denseModel())) {
            Tensor none = new Tensor(
                    "x",
                    DataType.FP32,
                    Shape.of(0, 100),
                    new Elements.Numbers(Elements.Numbers.allocate(DataType.FP32, 0)));

            Tensor answer = engine.run(List.of(none), List.of("probability")).getFirst();

            assertThat(answer.shape()).isEqualTo(Shape.of(0, 1));
        }
    }

    @Test
    void outputsComeInTheOrderAskedForAndNoOthers() throws InvalidModelException {
        try (TensorEngine engine = Models.open("wide-unsigned-out")) {
            ByteBuffer x = Elements.Numbers.allocate(DataType.INT64, 1).putLong(0xFFFF_FFFFL);
            Tensor tensor = new Tensor("x", DataType.INT64, Shape.of(1), new Elements.Numbers(x.flip()));

            List<Tensor> answers = engine.run(List.of(tensor), List.of("UINT64", "UINT32"));

            assertThat(answers).extracting(Tensor::name).containsExactly("UINT64", "UINT32");
            assertThat(answers.get(0).numbers().getLong()).isEqualTo(0xFFFF_FFFFL);
            assertThat(answers.get(1).numbers().getInt()).isEqualTo(-1);
        }
    }

    @Test
    void whatOnlyTheEngineSeesIsReported() throws InvalidModelException {
        try (TensorEngine engine = Models.open("lookup")) {
            ByteBuffer table = Elements.Numbers.allocate(DataType.FP32, 2);
            ByteBuffer index =
                    Elements.Numbers.allocate(DataType.INT64, 1).putLong(7).flip();
            List<Tensor> inputs = List.of(
                    new Tensor("table", DataType.FP32, Shape.of(2), new Elements.Numbers(table)),
                    new Tensor("index", DataType.INT64, Shape.of(1), new Elements.Numbers(index)));

            assertThatThrownBy(() -> engine.run(inputs, List.of("y")))
                    .isInstanceOf(EngineException.class)
                    .hasMessageContaining("indices element out of data bounds");
        }
    }

    @Test
    void aTextThatTheEngineWouldCutOffIsRefused() throws InvalidModelException {
        try (TensorEngine engine = Models.open("emoji")) {
            Tensor text = new Tensor("text", DataType.BYTES, Shape.of(1), new Elements.Texts(List.of("a\0b")));

            assertThatThrownBy(() -> engine.prepare(List.of(text), List.of("number")))
                    .isInstanceOf(RejectedException.class)
                    .hasMessage(
                            "input 'text': a text has the character U+0000, at which ONNX Runtime would cut it off");
        }
    }

    private static Tensor pattern(String name, DataType datatype) {
        if (datatype == DataType.BYTES) {
            return new Tensor(name, datatype, Shape.of(2), new Elements.Texts(List.of("", "größer 東")));
        }
        ByteBuffer buffer = Elements.Numbers.allocate(datatype, 2);
        for (int i = 0; i < buffer.capacity(); i++) {
            buffer.put(i, (byte) (datatype == DataType.BOOL ? i & 1 : 17 * i + 3));
        }
        return new Tensor(name, datatype, Shape.of(2), new Elements.Numbers(buffer));
    }
}
