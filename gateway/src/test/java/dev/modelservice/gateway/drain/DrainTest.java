package dev.modelservice.gateway.drain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** When a gateway that was asked to stop does so. */
final class DrainTest {

    private final AtomicLong now = new AtomicLong();
    private final Drain drain = new Drain(new DrainPolicy(Duration.ofSeconds(60), Duration.ofSeconds(5)), now::get);

    @Test
    void itStopsWhenNobodyCameForAWhile() {
        drain.begin();
        pass(4);
        drain.arrived(now.get());
        drain.ended();
        pass(4);
        assertThat(drain.mayStop()).isFalse();
        pass(1);
        assertThat(drain.mayStop()).isTrue();
    }

    @Test
    void aLongAnswersClientGetsTimeToComeAgain() {
        drain.arrived(now.get());
        drain.begin();
        pass(10);
        assertThat(drain.mayStop()).isFalse();
        drain.ended();
        assertThat(drain.mayStop()).isFalse();
        pass(5);
        assertThat(drain.mayStop()).isTrue();
    }

    @Test
    void itDoesNotWaitForEver() {
        drain.arrived(now.get());
        drain.begin();
        pass(60);
        assertThat(drain.mayStop()).isTrue();
    }

    private void pass(long seconds) {
        now.addAndGet(Duration.ofSeconds(seconds).toNanos());
    }
}
