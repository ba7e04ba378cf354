package dev.modelservice.runtime.engine.llama.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PaceTest {

    @Test
    void beginsWithASmallStep() {
        assertThat(new Pace(512, Duration.ofMillis(250)).room()).isEqualTo(64);
    }

    @ParameterizedTest(name = "{3}")
    @CsvSource(delimiter = '|', textBlock = """
            100 | 100   | 250 | 1 ms for a token leaves room for 250
            100 | 10    | 512 | a fast model is bounded by the batch
            64  | 64000 | 64  | a slow model does not go below the least step, which would cost more than it saves
            4   | 4000  | 64  | a step of few tokens is no measure
            """)
    void fitsTheStepToTheTime(int tokens, long millis, int room, String sentence) {
        Pace pace = new Pace(512, Duration.ofMillis(250));

        pace.took(tokens, Duration.ofMillis(millis).toNanos());

        assertThat(pace.room()).as(sentence).isEqualTo(room);
    }

    @Test
    void forgetsOneSlowStep() {
        Pace pace = new Pace(512, Duration.ofMillis(250));
        pace.took(100, Duration.ofSeconds(10).toNanos());

        for (int i = 0; i < 20; i++) {
            pace.took(100, Duration.ofMillis(100).toNanos());
        }

        assertThat(pace.room()).isBetween(200, 250);
    }
}
