package dev.modelservice.plugin.follow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modelservice.plugin.view.State;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutcomeTest {

    @ParameterizedTest(name = "{0} ends with {1}")
    @CsvSource({
        "COMPLETE, 0, true",
        "ROLLED_BACK, 1, true",
        "UNDONE, 1, true",
        "PAUSED, 2, false",
        "INCONCLUSIVE, 2, false",
        "STALLED, 2, false",
        "PROGRESSING, 3, false",
        "PROMOTING, 3, false",
        "UNSEEN, 3, false",
        "STARTING, 3, false",
        "UNKNOWN, 3, false"
    })
    void aPipelineIsToldByTheExitCode(State state, int code, boolean isFinal) {
        var outcome = Outcome.of(state);

        assertThat(outcome.exitCode()).isEqualTo(code);
        assertThat(outcome.isFinal()).isEqualTo(isFinal);
    }
}
