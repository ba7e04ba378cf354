package dev.modelservice.runtime.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modelservice.runtime.request.DataType;
import dev.modelservice.runtime.request.Elements;
import dev.modelservice.runtime.request.InferenceRequest;
import dev.modelservice.runtime.request.Shape;
import dev.modelservice.runtime.request.Signature;
import dev.modelservice.runtime.request.Tensor;
import dev.modelservice.runtime.request.TensorSpec;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FootprintTest {

    private static final long OPEN = Shape.ANY;

    @ParameterizedTest(name = "{0} rows of 100 numbers to 3 labels: {1} bytes")
    @CsvSource({"1, 496", "1000, 496000", "0, 0"})
    void countsNumbersAndWhatIsMadeOfThem(int rows, long bytes) {
        Signature signature = signature(DataType.FP32, Shape.of(OPEN, 100), DataType.FP32, Shape.of(OPEN, 3));

        assertThat(Footprint.of(numbers(rows, 100), signature)).isEqualTo(bytes);
    }

    @Test
    void aHundredThousandShortTextsAreAGigabyteOfEmbeddings() {
        Signature signature = signature(DataType.BYTES, Shape.of(OPEN), DataType.FP32, Shape.of(OPEN, 384));
        Tensor texts = new Tensor(
                "x", DataType.BYTES, Shape.of(100_000), new Elements.Texts(Collections.nCopies(100_000, "a")));

        assertThat(Footprint.of(new InferenceRequest("m", null, List.of(texts), List.of()), signature))
                .isEqualTo(100_000L * (128 + 4 + 384 * 4 * 8));
    }

    @Test
    void onlyWantedOutputsCount() {
        Signature signature = new Signature(
                List.of(new TensorSpec("x", DataType.FP32, Shape.of(OPEN, 1))),
                List.of(
                        new TensorSpec("small", DataType.FP32, Shape.of(OPEN, 1)),
                        new TensorSpec("large", DataType.FP32, Shape.of(OPEN, 1000))));
        Tensor input = numbers(1, 1).inputs().getFirst();

        assertThat(Footprint.of(new InferenceRequest("m", null, List.of(input), List.of("small")), signature))
                .isEqualTo(4 + 4 * 8);
    }

    @Test
    void anOpenDimensionOfAnOutputIsAsLongAsTheInputs() {
        Signature signature =
                signature(DataType.FP32, Shape.of(OPEN, OPEN), DataType.BYTES, Shape.of(OPEN, OPEN, OPEN));

        assertThat(Footprint.of(numbers(2, 5), signature)).isEqualTo(2 * 5 * 4 + 2 * 5 * 16 * 8);
    }

    @Test
    void moreThanALongCanSayIsJustVeryMuch() {
        Signature signature = signature(
                DataType.FP32,
                Shape.of(OPEN, 1),
                DataType.FP64,
                Shape.of(OPEN, Long.MAX_VALUE / 4, Long.MAX_VALUE / 4));

        assertThat(Footprint.of(numbers(3, 1), signature)).isEqualTo(Long.MAX_VALUE);
    }

    private static Signature signature(DataType in, Shape input, DataType out, Shape output) {
        return new Signature(List.of(new TensorSpec("x", in, input)), List.of(new TensorSpec("y", out, output)));
    }

    private static InferenceRequest numbers(int rows, int width) {
        Elements elements = new Elements.Numbers(Elements.Numbers.allocate(DataType.FP32, rows * width));
        Tensor input = new Tensor("x", DataType.FP32, Shape.of(rows, width), elements);
        return new InferenceRequest("m", null, List.of(input), List.of());
    }
}
