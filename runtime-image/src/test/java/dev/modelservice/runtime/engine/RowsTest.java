package dev.modelservice.runtime.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modelservice.runtime.request.DataType;
import dev.modelservice.runtime.request.Elements;
import dev.modelservice.runtime.request.Shape;
import dev.modelservice.runtime.request.Tensor;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;

final class RowsTest {

    @Test
    void numbersAreJoinedRowAfterRowAndPartedAgain() {
        Tensor one = numbers(1, 1, 2);
        Tensor two = numbers(2, 3, 4, 5, 6);

        Tensor joined = Rows.join(List.of(one, two));

        assertThat(joined).isEqualTo(numbers(3, 1, 2, 3, 4, 5, 6));
        assertThat(Rows.part(joined, List.of(1, 2))).containsExactly(one, two);
        assertThat(Rows.part(joined, List.of(2, 1))).containsExactly(numbers(2, 1, 2, 3, 4), numbers(1, 5, 6));
    }

    @Test
    void aPartOfAPartIsStillTheRightOne() {
        Tensor last = Rows.part(numbers(3, 1, 2, 3, 4, 5, 6), List.of(1, 2)).getLast();

        assertThat(Rows.part(last, List.of(1, 1))).containsExactly(numbers(1, 3, 4), numbers(1, 5, 6));
    }

    @Test
    void textsAreJoinedAndParted() {
        Tensor one = texts("a");
        Tensor two = texts("b", "c");

        Tensor joined = Rows.join(List.of(one, two));

        assertThat(joined).isEqualTo(texts("a", "b", "c"));
        assertThat(Rows.part(joined, List.of(1, 2))).containsExactly(one, two);
    }

    private static Tensor texts(String... values) {
        return new Tensor("t", DataType.BYTES, Shape.of(values.length), new Elements.Texts(List.of(values)));
    }

    private static Tensor numbers(int rows, int... values) {
        ByteBuffer buffer = Elements.Numbers.allocate(DataType.INT32, values.length);
        for (int value : values) {
            buffer.putInt(value);
        }
        return new Tensor("n", DataType.INT32, Shape.of(rows, 2), new Elements.Numbers(buffer.flip()));
    }
}
