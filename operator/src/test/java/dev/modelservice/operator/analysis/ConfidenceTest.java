package dev.modelservice.operator.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ConfidenceTest {

    private static final long SEED = 20_260_117;

    @ParameterizedTest(name = "log of gamma({0}) is {1}")
    @CsvSource({"1, 0", "2, 0", "0.5, 0.572364942924700", "5, 3.178053830347946", "100, 359.134205369575400"})
    void theLogarithmOfTheGammaFunction(double x, double expected) {
        assertThat(Gamma.log(x)).isCloseTo(expected, within(1e-9 * Math.max(1, expected)));
    }

    @Test
    void theIntervalHoldsWhatWasSeenAndNarrows() {
        assertThat(Confidence.leastShare(5, 100, 0.01)).isBetween(0.001, 0.05);
        assertThat(Confidence.mostShare(5, 100, 0.01)).isBetween(0.05, 0.2);
        assertThat(Confidence.leastShare(500, 10_000, 0.01)).isBetween(0.04, 0.05);
        assertThat(Confidence.mostShare(500, 10_000, 0.01)).isBetween(0.05, 0.061);
        assertThat(Confidence.leastShare(0, 100, 0.01)).isZero();
        assertThat(Confidence.mostShare(100, 100, 0.01)).isEqualTo(1);
    }

    @Test
    void soManyHitsMayBeSeenWhereTheShareIsKnown() {
        assertThat(Confidence.fewestHits(100, 0.05, 0.01)).isZero();
        assertThat(Confidence.fewestHits(10_000, 0.05, 0.01)).isBetween(390L, 440L);
        assertThat(Confidence.mostHits(10_000, 0.05, 0.01)).isBetween(560L, 610L);
        assertThat(Confidence.mostHits(100, 0.5, 0.01)).isEqualTo(100 - Confidence.fewestHits(100, 0.5, 0.01));
    }

    @Test
    void itHoldsTheTruthAtAllLooksAtOnce() {
        var random = new SplittableRandom(SEED);
        int runs = 4000;
        int missed = 0;
        for (int run = 0; run < runs; run++) {
            missed += everMisses(random, 0.05, 600, 0.02) ? 1 : 0;
        }
        System.out.printf("confidence sequence, seed %d: %d of %d missed, 2 %% may%n", SEED, missed, runs);
        assertThat(missed).isLessThanOrEqualTo(runs / 50);
    }

    private static boolean everMisses(SplittableRandom random, double truth, int requests, double error) {
        long hits = 0;
        for (int seen = 1; seen <= requests; seen++) {
            hits += random.nextDouble() < truth ? 1 : 0;
            if (seen % 10 == 0) {
                if (hits < Confidence.fewestHits(seen, truth, error)
                        || hits > Confidence.mostHits(seen, truth, error)) {
                    return true;
                }
            }
        }
        return false;
    }
}
