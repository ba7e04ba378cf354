package dev.modelservice.runtime.serve;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class RunningTest {

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
