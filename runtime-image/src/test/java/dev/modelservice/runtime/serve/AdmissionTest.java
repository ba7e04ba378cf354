package dev.modelservice.runtime.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modelservice.runtime.request.Rejection;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AdmissionTest {

    @ParameterizedTest(name = "{0} places, queue of {1}")
    @CsvSource({"1,0", "1,1", "2,3", "4,0"})
    void theFirstOneTooManyIsSentAway(int places, int queue) throws InterruptedException {
        CountDownLatch finish = new CountDownLatch(1);
        CountDownLatch working = new CountDownLatch(places);
        CountDownLatch finished = new CountDownLatch(places + queue);
        try (Admission admission = new Admission(places, queue)) {
            for (int i = 0; i < places; i++) {
                assertThat(admission.admit(waited -> work(working, finish, finished)))
                        .isEmpty();
            }
            assertThat(working.await(10, TimeUnit.SECONDS)).isTrue();
            for (int i = 0; i < queue; i++) {
                assertThat(admission.admit(waited -> work(working, finish, finished)))
                        .isEmpty();
            }

            Optional<Rejection> refusal = admission.admit(waited -> {});

            assertThat(refusal).get().isInstanceOf(Rejection.Overloaded.class);
            assertThat(admission.waiting()).isEqualTo(queue);
            assertThat(admission.atWork()).isEqualTo(places);
            finish.countDown();
            assertThat(finished.await(10, TimeUnit.SECONDS))
                    .as("all that was let in is done")
                    .isTrue();
        }
    }

    private static void work(CountDownLatch working, CountDownLatch finish, CountDownLatch finished) {
        working.countDown();
        try {
            finish.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        finished.countDown();
    }

    @Test
    void theOldestInferenceIsTheOneThatCounts() {
        AtomicLong clock = new AtomicLong();
        Running running = new Running(clock::get);
        assertThat(running.oldest()).isZero();

        long first = running.begin();
        clock.set(Duration.ofSeconds(5).toNanos());
        long second = running.begin();
        clock.set(Duration.ofSeconds(7).toNanos());

        assertThat(running.oldest()).isEqualTo(Duration.ofSeconds(7));
        running.end(first);
        assertThat(running.oldest()).isEqualTo(Duration.ofSeconds(2));
        running.end(second);
        assertThat(running.oldest()).isZero();
    }
}
