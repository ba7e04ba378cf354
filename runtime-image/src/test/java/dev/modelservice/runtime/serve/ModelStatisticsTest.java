package dev.modelservice.runtime.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modelservice.runtime.serve.Statistics.Batch;
import dev.modelservice.runtime.serve.Statistics.Total;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class ModelStatisticsTest {

    private final ModelStatistics statistics = new ModelStatistics(() -> 1234);

    @Test
    void twoRequestsInOneRun() {
        statistics.began(5);
        statistics.answered(2, nanos(1), nanos(10), nanos(100));
        statistics.answered(3, nanos(2), nanos(20), nanos(100));
        statistics.ran(5, nanos(110));

        Statistics snapshot = statistics.snapshot();

        assertThat(snapshot.lastInferenceMillis()).isEqualTo(1234);
        assertThat(snapshot.inferences()).isEqualTo(5);
        assertThat(snapshot.executions()).isEqualTo(1);
        assertThat(snapshot.computeInput()).isEqualTo(new Total(2, 3));
        assertThat(snapshot.queue()).isEqualTo(new Total(2, 30));
        assertThat(snapshot.computeInfer()).isEqualTo(new Total(2, 200));
        assertThat(snapshot.computeOutput()).isEqualTo(new Total(2, 0));
        assertThat(snapshot.success()).isEqualTo(new Total(2, 233));
        assertThat(snapshot.fail()).isEqualTo(Total.NONE);
        assertThat(snapshot.batches()).containsExactly(new Batch(5, new Total(1, 110)));
    }

    @Test
    void failuresAreNoSuccess() {
        statistics.began(1);
        statistics.ran(1, nanos(7));
        statistics.failed(nanos(9));

        Statistics snapshot = statistics.snapshot();

        assertThat(snapshot.fail()).isEqualTo(new Total(1, 9));
        assertThat(snapshot.success()).isEqualTo(Total.NONE);
        assertThat(snapshot.inferences()).isZero();
        assertThat(snapshot.executions()).isEqualTo(1);
        assertThat(snapshot.lastInferenceMillis()).isZero();
    }

    @Test
    void sizesAreSortedAndNotKeptWithoutEnd() {
        for (int rows = 1000; rows > 0; rows--) {
            statistics.began(rows);
            statistics.ran(rows, nanos(1));
        }

        assertThat(statistics.snapshot().executions()).isEqualTo(1000);
        assertThat(statistics.snapshot().batches())
                .hasSize(256)
                .extracting(Batch::rows)
                .isSorted()
                .contains(1000);
    }

    private static Duration nanos(int nanos) {
        return Duration.ofNanos(nanos);
    }
}
