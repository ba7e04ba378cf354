package dev.modelservice.runtime.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modelservice.runtime.request.DataType;
import dev.modelservice.runtime.request.Elements;
import dev.modelservice.runtime.request.Shape;
import dev.modelservice.runtime.request.Tensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.junit.jupiter.api.Test;

final class RowsTest {

    @Test
    void rowsAreCopiedOutOfTheMiddle() {
        assertThat(Rows.copy(numbers(3, 1, 2, 3, 4, 5, 6), 1, 2)).isEqualTo(numbers(1, 3, 4));
    }

    @Test
    void rowsOfTextsAreTakenOutOfTheMiddle() {
        assertThat(Rows.copy(texts("a", "b", "c"), 1, 3)).isEqualTo(texts("b", "c"));
    }

    @Test
    void whatLiesBeforeABuffersPositionIsNoRow() {
        ByteBuffer buffer = numbers(3, 1, 2, 3, 4, 5, 6).numbers().position(8);
        Tensor later = new Tensor("n", DataType.INT32, Shape.of(2, 2), new Elements.Numbers(buffer));

        assertThat(Rows.copy(later, 1, 2)).isEqualTo(numbers(1, 5, 6));
    }

    @Test
    void aCopyDoesNotChangeWithItsOriginal() {
        ByteBuffer buffer =
                Elements.Numbers.allocate(DataType.INT32, 1).putInt(7).flip();
        Tensor original = new Tensor("n", DataType.INT32, Shape.of(1), new Elements.Numbers(buffer));
        Tensor copy = Rows.copy(original);

        buffer.putInt(0, 8);

        assertThat(copy.numbers().getInt()).isEqualTo(7);
        assertThat(original.numbers().getInt()).isEqualTo(8);
    }

    private static Tensor texts(String... values) {
        return new Tensor("t", DataType.BYTES, Shape.of(values.length), new Elements.Texts(List.of(values)));
    }

    private static Tensor numbers(int rows, int... values) {
        ByteBuffer buffer = ByteBuffer.allocate(values.length * 4).order(ByteOrder.nativeOrder());
        for (int value : values) {
            buffer.putInt(value);
        }
        return new Tensor("n", DataType.INT32, Shape.of(rows, 2), new Elements.Numbers(buffer.flip()));
    }
}
