package dev.modelservice.runtime.serve;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DrainTest {

    private static final DrainPolicy POLICY = new DrainPolicy(Duration.ofSeconds(20), Duration.ofSeconds(2));

    @ParameterizedTest(name = "{4}")
    @CsvSource(textBlock = """
                    0,  0,   0, wait 2, just asked to stop and requests may still come
                    1,  1,   0, wait 1, not quiet for long enough
                    2,  2,   0, stop 0, quiet and done
                    9,  0.5, 0, wait 1.5, someone still sends
                    5,  5,   3, wait 15, accepted requests are waited for
                    19, 0.5, 0, wait 1, the limit comes before the quiet
                    20, 9,   3, stop 3, the limit is the limit
                    25, 0,   0, stop 0, past the limit
                    """)
    void waitsForAcceptedRequestsAndAMomentOfQuiet(
            String sinceSignal, String sinceArrival, int open, String expected, String sentence) {
        DrainPolicy.Step step = POLICY.next(seconds(sinceSignal), seconds(sinceArrival), open);

        String[] words = expected.split(" ", -1);
        assertThat(step)
                .as(sentence)
                .isEqualTo(
                        words[0].equals("stop")
                                ? new DrainPolicy.Stop(Integer.parseInt(words[1]))
                                : new DrainPolicy.Wait(seconds(words[1])));
    }

    @ParameterizedTest
    @CsvSource({"0,true", "14.9,true", "15,false", "30,false"})
    void theLastQuarterIsForWhatWasAccepted(String sinceSignal, boolean accepts) {
        assertThat(POLICY.accepts(seconds(sinceSignal))).isEqualTo(accepts);
    }

    @Test
    void nothingIsAcceptedAfterItMayStop() throws InterruptedException {
        AtomicLong clock = new AtomicLong();
        Drain drain = new Drain(POLICY, clock::get);
        assertThat(drain.arrived()).isTrue();
        drain.begin();
        assertThat(drain.isDraining()).isTrue();
        assertThat(drain.arrived()).as("endpoints still lead here").isTrue();
        drain.ended();
        drain.ended();
        clock.set(Duration.ofSeconds(2).toNanos());

        assertThat(drain.await()).isZero();

        assertThat(drain.arrived()).isFalse();
    }

    @Test
    void whatDoesNotEndInTimeIsCounted() throws InterruptedException {
        AtomicLong clock = new AtomicLong();
        Drain drain = new Drain(POLICY, clock::get);
        assertThat(drain.arrived()).isTrue();
        drain.begin();
        clock.set(Duration.ofSeconds(20).toNanos());

        assertThat(drain.await()).isOne();
    }

    private static Duration seconds(String text) {
        return Duration.ofMillis(Math.round(Double.parseDouble(text) * 1000));
    }
}
