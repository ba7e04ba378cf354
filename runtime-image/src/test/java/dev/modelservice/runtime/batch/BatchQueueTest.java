package dev.modelservice.runtime.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Requests are written as kind and rows: a2 is a request of kind a with two rows, of three units each. */
final class BatchQueueTest {

    private static final long UNITS_PER_ROW = 3;

    @ParameterizedTest(name = "{2} with at most {0} rows and {1} units: {3}")
    @CsvSource(delimiter = '|', textBlock = """
            # rows | units | queue          | batches
            8      | 999   | a1             | a1
            8      | 999   | a1 a1 a1       | a1 a1 a1
            2      | 999   | a1 a1 a1       | a1 a1 / a1
            8      | 999   | a1 b1 a1       | a1 a1 / b1
            8      | 999   | a6 a4 a2       | a6 a2 / a4
            8      | 999   | a20 a1         | a20 / a1
            8      | 999   | a1 a20 a1      | a1 a1 / a20
            8      | 9     | a1 a1 a1 a1    | a1 a1 a1 / a1
            8      | 9     | a2 a2 a1       | a2 a1 / a2
            8      | 9     | a4 a1          | a4 / a1
            1      | 1     | a1 b1 a1       | a1 / b1 / a1
            """)
    void theOldestGoesFirstAndOthersOfItsKindJoinWhileTheyFit(int rows, long units, String queue, String batches) {
        BatchQueue<String> waiting = new BatchQueue<>(new BatchPolicy(rows, units, Duration.ZERO));
        Arrays.stream(queue.split(" ", -1)).forEach(request -> offer(waiting, request, 0, Pending.NO_DEADLINE));

        for (String batch : batches.split(" / ", -1)) {
            assertThat(batch(waiting.next(0))).isEqualTo(batch);
        }
        assertThat(waiting.next(0)).isEqualTo(new Next.Idle<>());
    }

    @Test
    void aFreeWorkerTakesWhatIsThereWhereNoWaitIsAllowed() {
        BatchQueue<String> waiting = new BatchQueue<>(new BatchPolicy(8, 999, Duration.ZERO));
        offer(waiting, "a1", 100, Pending.NO_DEADLINE);

        assertThat(batch(waiting.next(100))).isEqualTo("a1");
    }

    @ParameterizedTest(name = "after {0} ns: {1}")
    @CsvSource({"0,wait 50", "20,wait 30", "49,wait 1", "50,a1", "70,a1"})
    void theOldestWaitsForCompanyNoLongerThanAllowed(long after, String expected) {
        BatchQueue<String> waiting = new BatchQueue<>(new BatchPolicy(2, 999, Duration.ofNanos(50)));
        offer(waiting, "a1", 100, Pending.NO_DEADLINE);

        assertThat(batch(waiting.next(100 + after))).isEqualTo(expected);
    }

    @Test
    void howLongAFreeWorkerWasHeldIsTold() {
        BatchQueue<String> waiting = new BatchQueue<>(new BatchPolicy(2, 999, Duration.ofNanos(50)));
        offer(waiting, "a1", 100, Pending.NO_DEADLINE);
        waiting.next(110);
        waiting.next(120);
        offer(waiting, "a1", 130, Pending.NO_DEADLINE);

        assertThat(waiting.next(130))
                .isInstanceOfSatisfying(
                        Next.Run.class, run -> assertThat(run.heldNanos()).isEqualTo(20));
    }

    @Test
    void aFullBatchDoesNotWait() {
        BatchQueue<String> waiting = new BatchQueue<>(new BatchPolicy(2, 999, Duration.ofNanos(50)));
        offer(waiting, "a1", 100, Pending.NO_DEADLINE);
        offer(waiting, "a1", 101, Pending.NO_DEADLINE);

        assertThat(batch(waiting.next(101))).isEqualTo("a1 a1");
    }

    @Test
    void whoHasLittleTimeLeftSpendsHalfOfItOnCompanyAtTheMost() {
        BatchQueue<String> waiting = new BatchQueue<>(new BatchPolicy(2, 999, Duration.ofNanos(50)));
        offer(waiting, "a1", 100, 110);

        assertThat(batch(waiting.next(100))).isEqualTo("wait 5");
    }

    @Test
    void whoseTimeIsOverIsDroppedAndTheOthersRun() {
        BatchQueue<String> waiting = new BatchQueue<>(new BatchPolicy(8, 999, Duration.ZERO));
        offer(waiting, "a1", 100, 200);
        offer(waiting, "a2", 100, 201);

        assertThat(batch(waiting.next(200))).isEqualTo("drop a1");
        assertThat(batch(waiting.next(200))).isEqualTo("a2");
    }

    @Test
    void whoIsTakenBackDoesNotRun() {
        BatchQueue<String> waiting = new BatchQueue<>(new BatchPolicy(8, 999, Duration.ZERO));
        offer(waiting, "a1", 0, Pending.NO_DEADLINE);
        long second = offer(waiting, "a2", 0, Pending.NO_DEADLINE);

        assertThat(waiting.remove(second)).isTrue();

        assertThat(waiting.remove(second)).isFalse();
        assertThat(batch(waiting.next(0))).isEqualTo("a1");
        assertThat(waiting.size()).isZero();
    }

    private static String batch(Next<String> next) {
        return switch (next) {
            case Next.Run<String>(List<Pending<String>> batch, long _) -> names(batch);
            case Next.Drop<String>(List<Pending<String>> late) -> "drop " + names(late);
            case Next.Wait<String>(long nanos) -> "wait " + nanos;
            case Next.Idle<String>() -> "idle";
        };
    }

    private static String names(List<Pending<String>> pendings) {
        return pendings.stream().map(Pending::item).collect(Collectors.joining(" "));
    }

    private static long offer(BatchQueue<String> queue, String request, long now, long deadline) {
        int rows = Integer.parseInt(request.substring(1));
        return queue.offer(request, new Weight(rows, rows * UNITS_PER_ROW, request.charAt(0)), now, deadline);
    }
}
