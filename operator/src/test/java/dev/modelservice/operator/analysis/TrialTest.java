package dev.modelservice.operator.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TrialTest {

    private static final Odds ODDS = new Odds(0.001, 0.001);

    @Test
    void threeTimesTheOddsAreClearlyTooMuch() {
        assertThat(Hypotheses.allowing(0.01).tooMany()).isCloseTo(0.0294, within(0.0001));
        assertThat(Hypotheses.allowing(0.5).tooMany()).isCloseTo(0.75, within(1e-12));
        assertThat(Hypotheses.allowing(0)).isEqualTo(Hypotheses.NO_FAULTS);
    }

    @ParameterizedTest(name = "{0} requests, {1} faults, {2} allowed: {3}")
    @CsvSource({
        "50,   0,  0.01, OPEN",
        "346,  0,  0.01, OPEN",
        "360,  0,  0.01, PASSES",
        "360,  1,  0.01, OPEN",
        "1000, 10, 0.01, PASSES",
        "1000, 12, 0.01, OPEN",
        "1000, 20, 0.01, OPEN",
        "1000, 25, 0.01, FAILS",
        "100,  8,  0.01, OPEN",
        "100,  9,  0.01, FAILS",
        "690,  0,  0,    OPEN",
        "700,  0,  0,    PASSES",
        "700,  1,  0,    OPEN",
        "100,  2,  0,    FAILS",
        "50,   5,  0.5,  PASSES",
        "50,   37, 0.5,  OPEN",
        "50,   45, 0.5,  FAILS",
        "50,   50, 1,    PASSES"
    })
    void theSequentialTestDecides(long requests, long faults, double allowed, Trial.Outcome outcome) {
        var trial = Trial.of(requests, new Between(faults, faults), allowed);
        assertThat(trial.outcome(ODDS)).isEqualTo(outcome);
    }

    @Test
    void asManyMoreAsItSaysMakeItPass() {
        var open = Trial.of(400, new Between(2, 2), 0.01);
        long missing = open.missing(ODDS);
        assertThat(Trial.of(400 + missing - 1, new Between(2, 2), 0.01).outcome(ODDS))
                .isEqualTo(Trial.Outcome.OPEN);
        assertThat(Trial.of(400 + missing, new Between(2, 2), 0.01).outcome(ODDS))
                .isEqualTo(Trial.Outcome.PASSES);
    }

    @Test
    void whatIsNotKnownPreciselyCountsNeitherForFailingNorForPassing() {
        assertThat(Trial.of(1000, new Between(0, 100), 0.01).outcome(ODDS)).isEqualTo(Trial.Outcome.OPEN);
        assertThat(new Trial(1000, new Between(25, 25), new Between(0.01, 0.03)).outcome(ODDS))
                .isEqualTo(Trial.Outcome.OPEN);
        assertThat(new Trial(1000, new Between(0, 0), new Between(0.001, 0.03)).outcome(ODDS))
                .isEqualTo(Trial.Outcome.OPEN);
    }
}
