package dev.modelservice.operator.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

final class TimesTest {

    private static final Times TEN = new Times(List.of(0.1, 0.2, 0.5), List.of(4L, 3L, 2L, 1L), 3);

    @Test
    void atTheEndOfAStepTheNumberOfLongerTimesIsKnown() {
        assertThat(TEN.over(0.2)).isEqualTo(new Between(3, 3));
        assertThat(TEN.over(0.1)).isEqualTo(new Between(6, 6));
    }

    @Test
    void insideAStepItIsKnownOnlyFromToWhere() {
        assertThat(TEN.over(0.15)).isEqualTo(new Between(3, 6));
        assertThat(TEN.over(7)).isEqualTo(new Between(0, 1));
    }

    @Test
    void aPercentileIsReadInsideItsStep() {
        assertThat(TEN.exceededBy(3, 9)).isCloseTo(0.2, within(1e-12));
        assertThat(TEN.exceededBy(4.5, 9)).isCloseTo(0.15, within(1e-12));
        assertThat(TEN.exceededBy(10, 9)).isCloseTo(0, within(1e-12));
        assertThat(TEN.exceededBy(0.5, 9)).isEqualTo(9);
    }

    @Test
    void withoutTimesThereIsNoPercentile() {
        assertThat(Times.NONE.exceededBy(0, 9)).isEqualTo(9);
        assertThat(Times.NONE.over(0)).isEqualTo(new Between(0, 0));
    }

    @Test
    void whatCameSinceIsNeverNegative() {
        var more = new Times(List.of(0.1, 0.2, 0.5), List.of(9L, 0L, 2L, 1L), 4);
        assertThat(more.minus(TEN)).isEqualTo(new Times(List.of(0.1, 0.2, 0.5), List.of(5L, 0L, 0L, 0L), 1));
        assertThat(TEN.minus(Times.NONE)).isEqualTo(TEN);
        assertThat(Times.NONE.plus(TEN)).isEqualTo(TEN);
    }

    @Test
    void twoVersionsOfTheGatewayAreAddedByTheEndsThatBothKnow() {
        var other = new Times(List.of(0.2, 0.3), List.of(1L, 1L, 1L), 1);
        assertThat(TEN.plus(other)).isEqualTo(new Times(List.of(0.2), List.of(8L, 5L), 4));
    }
}
