package dev.modelservice.operator.analysis;

import static dev.modelservice.operator.analysis.Given.max;
import static dev.modelservice.operator.analysis.Given.prometheus;
import static dev.modelservice.operator.analysis.Given.ratio;
import static org.assertj.core.api.Assertions.assertThat;

import dev.modelservice.api.v1alpha1.AnalysisCheck;
import dev.modelservice.api.v1alpha1.AnalysisSpec;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** How often the analysis is wrong: at most 1 % false aborts, and 0.1 % false promotions. */
final class TenThousandCanariesTest {

    private static final long SEED = 6_060_842;
    private static final int CANARIES = 10_000;
    private static final int STEPS = 2;
    private static final int LOOKS = 8;

    private static final AnalysisCheck ERRORS = max("errorPercent", "1");
    private static final AnalysisCheck P99 = max("latencyP99Millis", "250");
    private static final AnalysisCheck ERRORS_TO_STABLE = ratio("errorPercent", "1");
    private static final AnalysisCheck P95_TO_STABLE = ratio("latencyP95Millis", "1");
    private static final AnalysisSpec ALL = Given.analysis(ERRORS, P99, ERRORS_TO_STABLE, P95_TO_STABLE);
    private static final AnalysisSpec USUAL = Given.analysis(ERRORS, P99, ratio("latencyP95Millis", "1.2"));
    private static final AnalysisSpec WITH_QUERY = Given.analysis(ERRORS, P99, prometheus("5", null));

    /** Just what the bounds allow: 1 % errors, 1 % slower than 250 ms; and a stable revision that is the same. */
    private static final Crowd AT_THE_BOUND = Crowd.of(0.01, 0.01, 0.25);

    private static final Crowd BETTER = Crowd.of(0.004, 0.003, 0.25);
    private static final Crowd GOOD = Crowd.of(0, 0.0001, 0.25);

    /** Of an exponential distribution with 1 % beyond 250 ms, 5 % are beyond this. */
    private static final double P95_AT_THE_BOUND = 0.25 * Math.log(0.05) / Math.log(0.01);

    @Test
    void goodCandidatesAreSeldomRefused() {
        var atTheBound = many("just as allowed", ALL, AT_THE_BOUND, Evidence.NONE);
        var better = many("somewhat better", USUAL, BETTER, Evidence.NONE);
        var alone = many("just as allowed, one check", Given.analysis(ERRORS), AT_THE_BOUND, Evidence.NONE);

        assertThat(List.of(atTheBound, better, alone)).allMatch(tally -> tally.aborted() <= CANARIES / 100);
        assertThat(better.promoted()).isGreaterThan(CANARIES / 2);
    }

    @Test
    void badCandidatesAreSeldomPromoted() {
        double overOne = Hypotheses.allowing(0.01).tooMany();
        double overFive = Hypotheses.allowing(0.05).tooMany();
        var bad = List.of(
                many("errors, three times", Given.analysis(ERRORS), Crowd.of(overOne, 0.01, 0.25), Evidence.NONE),
                many("P99, three times", Given.analysis(P99), Crowd.of(0, overOne, 0.25), Evidence.NONE),
                many(
                        "errors to stable",
                        Given.analysis(ERRORS_TO_STABLE),
                        Crowd.of(overOne, 0.01, 0.25),
                        Evidence.NONE),
                many(
                        "P95 to stable",
                        Given.analysis(P95_TO_STABLE),
                        Crowd.of(0, overFive, P95_AT_THE_BOUND),
                        Evidence.NONE),
                many("errors, 20 %", ALL, Crowd.of(0.2, 0.003, 0.25), Evidence.NONE),
                many("twice as slow", ALL, Crowd.of(0.001, 0.01, 0.5), Evidence.NONE));

        assertThat(bad).allMatch(tally -> tally.promoted() <= CANARIES / 1000);
        assertThat(bad).allMatch(tally -> tally.stepsPassed() <= STEPS * CANARIES / 1000);
        assertThat(bad.subList(0, 2)).allMatch(tally -> tally.aborted() > CANARIES * 9 / 10);
    }

    @Test
    void silenceNeverPromotes() {
        var silent = Stream.of(
                        many(CANARIES / 10, "too few requests", ALL, GOOD.rare(0.025), Evidence.NONE),
                        many(CANARIES / 10, "no requests", ALL, GOOD.rare(0), Evidence.NONE),
                        many(CANARIES / 10, "NaN", WITH_QUERY, GOOD, says(new QueryResult.Value(Double.NaN))),
                        many(CANARIES / 10, "no data", WITH_QUERY, GOOD, says(new QueryResult.Missing("unreachable"))))
                .toList();

        assertThat(silent).allMatch(tally -> tally.stepsPassed() == 0 && tally.aborted() == 0);
    }

    private record Tally(int aborted, int promoted, int stepsPassed) {}

    private static Tally many(String name, AnalysisSpec analysis, Crowd candidate, Evidence evidence) {
        return many(CANARIES, name, analysis, candidate, evidence);
    }

    private static Tally many(int times, String name, AnalysisSpec analysis, Crowd candidate, Evidence evidence) {
        var canary = new Canary(analysis, LOOKS);
        var ends = IntStream.range(0, times)
                .parallel()
                .mapToObj(i -> canary.run(candidate, AT_THE_BOUND, evidence, new SplittableRandom(SEED + i)))
                .toList();
        var aborts = ends.stream().filter(Canary.End::failed).toList();
        int aborted = aborts.size();
        int promoted = (int) ends.stream().filter(end -> end.passed() == STEPS).count();
        int stepsPassed = ends.stream().mapToInt(Canary.End::passed).sum();
        long requests = aborts.stream().mapToLong(Canary.End::requests).sum();
        System.out.printf(
                "seed %d, %d canaries, %-26s: %6.2f %% aborted (after %d requests), %6.2f %% promoted, %d steps passed%n",
                SEED,
                times,
                name,
                100.0 * aborted / times,
                aborted == 0 ? 0 : requests / aborted,
                100.0 * promoted / times,
                stepsPassed);
        return new Tally(aborted, promoted, stepsPassed);
    }

    private static Evidence says(QueryResult result) {
        return new Evidence(Map.of(Given.QUERY, result), Optional.empty());
    }
}
