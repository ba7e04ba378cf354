package dev.modelservice.runtime.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class BatcherTest {

    private static final BatchPolicy ONE_BY_ONE = new BatchPolicy(1, 1, Duration.ZERO);

    /** Runs what it is given, and fails at what begins with "bad". */
    private static final class Fragile implements Batcher.Worker<String> {

        private final BlockingQueue<String> done = new LinkedBlockingQueue<>();

        @Override
        public void run(List<Pending<String>> batch, Duration held) {
            String item = batch.getFirst().item();
            if (item.startsWith("bad")) {
                throw new AssertionError(item);
            }
            done.add(item);
        }

        @Override
        public void late(Pending<String> pending) {
            throw new IllegalStateException(pending.item());
        }
    }

    @Test
    void aBatchThatFailsIsNotTheEndOfItsThread() throws InterruptedException {
        Fragile worker = new Fragile();
        try (Batcher<String> batcher = new Batcher<>(ONE_BY_ONE, 1, System::nanoTime, worker)) {
            for (String item : List.of("bad", "good", "bad again", "good again")) {
                batcher.offer(item, Weight.alone(1, 1), Pending.NO_DEADLINE);
            }

            assertThat(worker.done.poll(30, TimeUnit.SECONDS)).isEqualTo("good");
            assertThat(worker.done.poll(30, TimeUnit.SECONDS)).isEqualTo("good again");
            assertThat(batcher.lost()).isZero();
        }
    }

    @Test
    void oneThatCannotBeToldThatItIsLateIsNotTheEndEither() throws InterruptedException {
        Fragile worker = new Fragile();
        try (Batcher<String> batcher = new Batcher<>(ONE_BY_ONE, 1, System::nanoTime, worker)) {
            batcher.offer("late", Weight.alone(1, 1), System.nanoTime() - 1);
            batcher.offer("good", Weight.alone(1, 1), Pending.NO_DEADLINE);

            assertThat(worker.done.poll(30, TimeUnit.SECONDS)).isEqualTo("good");
        }
    }

    /** Only a defect of the batcher itself ends a thread; then it is said, and not found out by clients. */
    @Test
    void aThreadThatEndsIsCounted() {
        AtomicBoolean broken = new AtomicBoolean();
        try (Batcher<String> batcher = new Batcher<>(
                ONE_BY_ONE,
                2,
                () -> {
                    if (broken.get() && Thread.currentThread().getName().startsWith("inference-")) {
                        throw new IllegalStateException("no clock");
                    }
                    return System.nanoTime();
                },
                new Fragile())) {
            broken.set(true);
            long number = batcher.offer("any", Weight.alone(1, 1), Pending.NO_DEADLINE);

            while (batcher.lost() == 0) {
                Thread.onSpinWait();
            }
            assertThat(batcher.remove(number))
                    .as("still there for the other worker")
                    .isTrue();
        }
    }
}
