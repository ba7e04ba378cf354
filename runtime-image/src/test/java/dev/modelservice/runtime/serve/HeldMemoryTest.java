package dev.modelservice.runtime.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modelservice.runtime.EchoEngine;
import dev.modelservice.runtime.RuntimeParts;
import dev.modelservice.runtime.request.Protocol;
import dev.modelservice.runtime.request.Rejection;
import dev.modelservice.runtime.trace.Tracing;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The memory that requests hold together: 100 bytes here. */
final class HeldMemoryTest {

    private final RuntimeParts parts = RuntimeParts.of(new EchoEngine(null), Map.of());
    private final Entrance entrance =
            new Entrance(parts.inference(), parts.admission(), parts.drain(), parts.metrics(), Tracing.OFF, 100);

    @Test
    void whatOthersHoldIsNotThereUntilTheyLeave() {
        Visit first = visit();
        Visit second = visit();
        assertThat(first.hold(60)).isEmpty();
        assertThat(first.hold(20)).isEmpty();

        assertThat(second.hold(21))
                .get()
                .isInstanceOfSatisfying(
                        Rejection.Overloaded.class,
                        refusal -> assertThat(refusal.retryAfterSeconds()).isOne());
        assertThat(second.hold(20)).isEmpty();
        first.leave();
        assertThat(second.hold(80)).isEmpty();
    }

    /** To say "later" to that would be to say it for ever. */
    @Test
    void whatWouldNotFitAloneIsTooLarge() {
        Visit visit = visit();
        assertThat(visit.hold(60)).isEmpty();

        assertThat(visit.hold(41)).get().isInstanceOf(Rejection.TooLarge.class);
        assertThat(visit.hold(Long.MAX_VALUE)).get().isInstanceOf(Rejection.TooLarge.class);
        assertThat(visit.hold(40)).isEmpty();
    }

    @Test
    void whoLeftHoldsNothing() {
        Visit gone = visit();
        gone.leave();

        assertThat(gone.hold(1)).isPresent();
        assertThat(visit().hold(100)).isEmpty();
    }

    private Visit visit() {
        return entrance.begin(Protocol.PREDICT, "predict", _ -> null);
    }
}
