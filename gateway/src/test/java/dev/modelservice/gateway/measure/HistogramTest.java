package dev.modelservice.gateway.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class HistogramTest {

    private final Histogram histogram = new Histogram();

    @ParameterizedTest
    @ValueSource(doubles = {0.00005, 0.0001, 0.00011, 0.1, 0.1001, 0.25, 0.3, 7.2, 300, 301})
    void aTimeIsInTheStepThatEndsAtItOrLater(double seconds) {
        histogram.record(Math.round(seconds * 1e9));
        long[] counts = histogram.counts();
        int step = 0;
        while (counts[step] == 0) {
            step++;
        }
        assertThat(step == counts.length - 1 ? Double.POSITIVE_INFINITY : Histogram.SECONDS[step])
                .isGreaterThanOrEqualTo(seconds);
        assertThat(step == 0 ? 0 : Histogram.SECONDS[step - 1]).isLessThan(seconds);
        assertThat(Arrays.stream(counts).sum()).isEqualTo(1);
    }

    @Test
    void noStepIsMuchLongerThanTheOneBefore() {
        for (int i = 1; i < Histogram.SECONDS.length; i++) {
            assertThat(Histogram.SECONDS[i] / Histogram.SECONDS[i - 1]).isBetween(1.05, 1.2);
        }
    }

    @Test
    void whatPrometheusReadsEndsWhereStepsEnd() {
        assertThat(Arrays.stream(PrometheusCounts.LE).boxed())
                .allSatisfy(end ->
                        assertThat(Arrays.binarySearch(Histogram.SECONDS, end)).isNotNegative());
    }

    @Test
    void beforeTheFirstTimeNothingIsCounted() {
        assertThat(Arrays.stream(histogram.counts()).sum()).isZero();
        assertThat(histogram.counts()).hasSize(Histogram.SECONDS.length + 1);
    }
}
