package dev.modelservice.runtime.engine.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.modelservice.runtime.Recorded;
import dev.modelservice.runtime.engine.EngineException;
import dev.modelservice.runtime.engine.EngineOptions;
import dev.modelservice.runtime.engine.InvalidModelException;
import dev.modelservice.runtime.engine.TensorEngine;
import dev.modelservice.runtime.request.DataType;
import dev.modelservice.runtime.request.Elements;
import dev.modelservice.runtime.request.Shape;
import dev.modelservice.runtime.request.Tensor;
import dev.modelservice.runtime.request.TensorSpec;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class OnnxEngineTest {

    private static final Path MODELS = Path.of("src", "test", "resources", "models");

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

        try (TensorEngine engine = open(Recorded.denseModel())) {
            Tensor answer = engine.run(List.of(tensor), List.of("probability")).getFirst();

            assertThat(answer.shape()).isEqualTo(Shape.of(inputs.size(), 1));
            ByteBuffer probabilities = answer.numbers();
            for (float[] expected : recorded.rows("probability")) {
                assertThat(probabilities.getFloat()).isCloseTo(expected[0], org.assertj.core.data.Offset.offset(1e-6f));
            }
        }
    }

    @Test
    void everyDatatypeGoesThrough() throws InvalidModelException {
        try (TensorEngine engine = open(MODELS.resolve("every-datatype"))) {
            List<Tensor> inputs = new ArrayList<>();
            List<String> outputs = new ArrayList<>();
            for (TensorSpec spec : engine.signature().inputs()) {
                inputs.add(pattern(spec.name(), spec.datatype()));
                outputs.add(spec.name() + "_out");
            }
            assertThat(inputs).hasSize(10);

            List<Tensor> answers = engine.run(inputs, outputs);

            for (int i = 0; i < inputs.size(); i++) {
                Tensor in = inputs.get(i);
                assertThat(answers.get(i))
                        .isEqualTo(new Tensor(in.name() + "_out", in.datatype(), in.shape(), in.elements()));
            }
        }
    }

    @Test
    void anEmptyBatchGivesAnEmptyAnswer() throws InvalidModelException {
        try (TensorEngine engine = open(Recorded.denseModel())) {
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
        try (TensorEngine engine = open(MODELS.resolve("wide-unsigned-out"))) {
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
        try (TensorEngine engine = open(MODELS.resolve("lookup"))) {
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

    private static TensorEngine open(Path folder) throws InvalidModelException {
        return (TensorEngine) new OnnxEngineFactory().open(folder, new EngineOptions(1));
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
