package dev.modelservice.runtime.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** What holds in every history of arrivals, changes of mind and free workers. */
final class BatchQueueHistoryTest {

    private static final int STEPS = 200;

    private final Set<Long> waiting = new HashSet<>();
    private final List<Long> order = new ArrayList<>();

    @Property(tries = 500)
    void everyRequestEndsOnceTheOldestFirstAndNoBatchIsTooLarge(@ForAll long seed) {
        Random random = new Random(seed);
        BatchPolicy policy = new BatchPolicy(
                1 + random.nextInt(8), 1 + random.nextInt(40), Duration.ofNanos(random.nextBoolean() ? 0 : 20));
        BatchQueue<Integer> queue = new BatchQueue<>(policy);
        waiting.clear();
        order.clear();
        long now = random.nextLong() / 2;
        for (int step = 0; step < STEPS; step++) {
            now += random.nextInt(10);
            switch (random.nextInt(4)) {
                case 0, 1 -> offer(queue, random, now);
                case 2 -> changeMind(queue, random);
                default -> ask(queue, policy, now);
            }
            assertThat(queue.size()).isEqualTo(waiting.size());
        }
        // Nobody new: after the longest wait everything ends.
        now += policy.maxWait().toNanos();
        while (!waiting.isEmpty()) {
            int before = waiting.size();
            ask(queue, policy, now);
            assertThat(waiting).as("a wait that is over is not waited again").hasSizeLessThan(before);
        }
        assertThat(queue.next(now)).isInstanceOf(Next.Idle.class);
    }

    private void offer(BatchQueue<Integer> queue, Random random, long now) {
        int rows = 1 + random.nextInt(6);
        long deadline = random.nextInt(3) == 0 ? now + random.nextInt(60) : Pending.NO_DEADLINE;
        Weight weight = new Weight(rows, rows * (1L + random.nextInt(9)), random.nextInt(3));
        long number = queue.offer(rows, weight, now, deadline);
        assertThat(waiting.add(number)).isTrue();
        order.add(number);
    }

    private void changeMind(BatchQueue<Integer> queue, Random random) {
        if (!order.isEmpty()) {
            long number = order.get(random.nextInt(order.size()));
            assertThat(queue.remove(number)).isEqualTo(waiting.remove(number));
        }
    }

    private void ask(BatchQueue<Integer> queue, BatchPolicy policy, long now) {
        switch (queue.next(now)) {
            case Next.Run<Integer>(List<Pending<Integer>> batch, long held) -> {
                assertThat(held).isBetween(0L, now - batch.getFirst().arrivedNanos());
                checkBatch(batch, policy, now);
            }
            case Next.Drop<Integer>(List<Pending<Integer>> late) ->
                late.forEach(pending -> {
                    assertThat(now - pending.deadlineNanos()).isGreaterThanOrEqualTo(0);
                    end(pending);
                });
            case Next.Wait<Integer>(long nanos) ->
                assertThat(nanos)
                        .isPositive()
                        .isLessThanOrEqualTo(policy.maxWait().toNanos());
            case Next.Idle<Integer>() -> assertThat(waiting).isEmpty();
        }
    }

    private void checkBatch(List<Pending<Integer>> batch, BatchPolicy policy, long now) {
        long oldest = waiting.stream().mapToLong(Long::longValue).min().orElseThrow();
        assertThat(batch.getFirst().number())
                .as("the oldest is not passed over")
                .isEqualTo(oldest);
        assertThat(batch).allSatisfy(pending -> {
            assertThat(pending.weight().kind())
                    .isEqualTo(batch.getFirst().weight().kind());
            assertThat(pending.isLate(now)).isFalse();
        });
        if (batch.size() > 1) {
            assertThat(batch.stream()
                            .mapToInt(pending -> pending.weight().rows())
                            .sum())
                    .isLessThanOrEqualTo(policy.maxRows());
            assertThat(batch.stream()
                            .mapToLong(pending -> pending.weight().units())
                            .sum())
                    .isLessThanOrEqualTo(policy.maxUnits());
        }
        batch.forEach(this::end);
    }

    private void end(Pending<Integer> pending) {
        assertThat(waiting.remove(pending.number())).as("nothing ends twice").isTrue();
    }
}
