package dev.modelservice.runtime.request;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class SignatureTest {

    private static final Signature SIGNATURE = new Signature(
            List.of(
                    new TensorSpec("x", DataType.FP32, Shape.of(Shape.ANY, 2)),
                    new TensorSpec("n", DataType.INT64, Shape.of(1))),
            List.of(new TensorSpec("y", DataType.FP32, Shape.of(Shape.ANY))));

    @Test
    void aFittingRequestIsNotObjectedTo() {
        assertThat(objection(List.of("y"), x(7, 2), n())).isEmpty();
    }

    @Test
    void openDimensionsTakeAnySizeEvenNone() {
        assertThat(objection(List.of(), x(0, 2), n())).isEmpty();
    }

    @Test
    void aWrongShapeSaysWhatWasExpected() {
        assertThat(objection(List.of(), x(1, 3), n()))
                .contains("input 'x': expected shape [-1,2] (-1: any size), got [1,3]");
    }

    @Test
    void aWrongRankIsAWrongShape() {
        Tensor flat = numbers("x", DataType.FP32, 2);
        assertThat(objection(List.of(), flat, n()))
                .contains("input 'x': expected shape [-1,2] (-1: any size), got [2]");
    }

    @Test
    void aWrongDatatypeSaysWhatWasExpected() {
        Tensor wide = numbers("x", DataType.FP64, 1, 2);
        assertThat(objection(List.of(), wide, n())).contains("input 'x': expected datatype FP32, got FP64");
    }

    @Test
    void aMissingInputIsNamed() {
        assertThat(objection(List.of(), x(1, 2)))
                .contains("input 'n' is missing; the model takes: x FP32 [-1,2], n INT64 [1]");
    }

    @Test
    void anUnknownInputIsNamed() {
        assertThat(objection(List.of(), x(1, 2), n(), numbers("z", DataType.FP32, 1)))
                .contains("unknown input 'z'; the model takes: x FP32 [-1,2], n INT64 [1]");
    }

    @Test
    void aRepeatedInputIsNamed() {
        assertThat(objection(List.of(), x(1, 2), n(), n())).contains("input 'n' is given twice");
    }

    @Test
    void anUnknownOutputIsNamed() {
        assertThat(objection(List.of("z"), x(1, 2), n())).contains("unknown output 'z'; the model gives: y FP32 [-1]");
    }

    @Test
    void aRepeatedOutputIsNamed() {
        assertThat(objection(List.of("y", "y"), x(1, 2), n())).contains("output 'y' is asked for twice");
    }

    @Test
    void aShapeOfTooManyElementsHasNoCount() {
        assertThat(Shape.of(1L << 32, 1L << 32).elements()).isEmpty();
        assertThat(Shape.of(Long.MAX_VALUE, 3).elements()).isEmpty();
        assertThat(Shape.of(1L << 32, 0).elements()).hasValue(0);
        assertThat(Shape.of().elements()).hasValue(1);
        assertThat(Shape.of(-1).elements()).isEmpty();
    }

    private static Optional<String> objection(List<String> outputs, Tensor... inputs) {
        return SIGNATURE
                .objection(new InferenceRequest("m", null, List.of(inputs), outputs))
                .map(Rejection.Malformed::message);
    }

    private static Tensor x(long... shape) {
        return numbers("x", DataType.FP32, shape);
    }

    private static Tensor n() {
        return numbers("n", DataType.INT64, 1);
    }

    private static Tensor numbers(String name, DataType datatype, long... sizes) {
        Shape shape = Shape.of(sizes);
        int count = Math.toIntExact(shape.elements().orElseThrow());
        return new Tensor(name, datatype, shape, new Elements.Numbers(Elements.Numbers.allocate(datatype, count)));
    }
}
