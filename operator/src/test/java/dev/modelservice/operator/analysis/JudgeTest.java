package dev.modelservice.operator.analysis;

import static dev.modelservice.operator.analysis.Given.answers;
import static dev.modelservice.operator.analysis.Given.max;
import static dev.modelservice.operator.analysis.Given.min;
import static dev.modelservice.operator.analysis.Given.prometheus;
import static dev.modelservice.operator.analysis.Given.ratio;
import static dev.modelservice.operator.analysis.Given.timed;
import static dev.modelservice.operator.analysis.Given.times;
import static dev.modelservice.operator.analysis.Given.verdict;
import static dev.modelservice.operator.analysis.Given.window;
import static org.assertj.core.api.Assertions.assertThat;

import dev.modelservice.api.v1alpha1.AnalysisCheck;
import dev.modelservice.api.v1alpha1.VerdictStatus;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class JudgeTest {

    @ParameterizedTest(name = "{0} answers, {1} errors, at most {2} %: {3}")
    @CsvSource({
        "0,    0,   1,   Inconclusive",
        "49,   49,  1,   Inconclusive",
        "50,   0,   1,   Inconclusive",
        "400,  0,   1,   Pass",
        "1000, 12,  1,   Inconclusive",
        "1000, 30,  1,   Fail",
        "100,  20,  1,   Fail",
        "1000, 0,   0,   Pass",
        "1000, 3,   0,   Inconclusive",
        "1000, 5,   0,   Fail",
        "100,  100, 100, Pass"
    })
    void errors(long answered, long errors, String max, String expected) {
        assertThat(verdict(max("errorPercent", max), window(answers(answered, errors)), Evidence.NONE)
                        .verdict())
                .isEqualTo(expected);
    }

    @Test
    void theMessageSaysTheNumbers() {
        assertThat(verdict(max("errorPercent", "1"), window(answers(1000, 30)), Evidence.NONE))
                .isEqualTo(new VerdictStatus(
                        "errorPercent", "3", "<= 1", "Fail", "30 of 1000 answered 5xx", Instant.EPOCH.toString()));
    }

    @Test
    void whatIsMissingIsSaidAndHowToGetIt() {
        assertThat(verdict(max("errorPercent", "1"), window(answers(12, 0)), Evidence.NONE)
                        .message())
                .contains("12 requests of the new revision so far", "analysis.minRequests is 50", "send requests");
        assertThat(verdict(max("errorPercent", "1"), window(answers(100, 0)), Evidence.NONE)
                        .message())
                .contains("0 of 100", "it passes with 249 more");
    }

    @Test
    void withoutTheCountsOfEveryGatewayNothingIsConcludedFromThem() {
        var broken = new Window(answers(1000, 900), Counts.NONE, false);
        var verdict = verdict(max("errorPercent", "1"), broken, Evidence.NONE);
        assertThat(verdict.verdict()).isEqualTo("Inconclusive");
        assertThat(verdict.message()).contains("the gateway's counts are not complete", "8081");
    }

    @ParameterizedTest(name = "{0}: {1} within the bound, {2} beyond: {3}")
    @CsvSource({
        "latencyP99Millis,          1000, 0,   Pass",
        "latencyP99Millis,          1000, 13,  Inconclusive",
        "latencyP99Millis,          1000, 40,  Fail",
        "latencyP95Millis,          1000, 20,  Pass",
        "latencyP50Millis,          60,   10,  Pass",
        "latencyP50Millis,          10,   60,  Fail",
        "timeToFirstTokenP95Millis, 0,    100, Fail",
        "timeToFirstTokenP50Millis, 20,   0,   Inconclusive"
    })
    void percentiles(String metric, long fast, long slow, String expected) {
        var counts = timed(times(fast, 0.1, slow, 1.0));
        assertThat(verdict(max(metric, "250"), window(counts), Evidence.NONE).verdict())
                .isEqualTo(expected);
    }

    @Test
    void aBoundInsideAStepIsNotHeldAgainstThoseThatMayKeepIt() {
        var counts = timed(times(1000, 0.1, 1000, 0.25));
        assertThat(verdict(max("latencyP99Millis", "240"), window(counts), Evidence.NONE)
                        .verdict())
                .isEqualTo("Inconclusive");
    }

    @ParameterizedTest(name = "stable takes {0} s, candidate {1} s, {2} requests: {3}")
    @CsvSource({
        "0.1, 0.1,  5000, Pass",
        "0.1, 0.05, 5000, Pass",
        "0.1, 0.12, 5000, Inconclusive",
        "0.1, 0.15, 5000, Fail",
        "0.1, 1.0,  5000, Fail",
        "0.1, 1.0,  40,   Inconclusive"
    })
    void ratiosOfPercentiles(double stable, double candidate, long requests, String expected) {
        var window = window(timed(times(requests, candidate, 0, 1.0)), timed(times(requests, stable, 0, 1.0)));
        assertThat(verdict(ratio("latencyP95Millis", "1.1"), window, Evidence.NONE)
                        .verdict())
                .isEqualTo(expected);
    }

    @ParameterizedTest(name = "stable {0} of {1}, candidate {2} of {3}: {4}")
    @CsvSource({
        "0,   5000,  0,   2000, Pass",
        "0,   5000,  100, 2000, Fail",
        "500, 10000, 50,  1000, Pass",
        "500, 10000, 85,  1000, Inconclusive",
        "500, 10000, 20,  1000, Pass",
        "500, 10000, 300, 1000, Fail",
        "5,   40,    0,   1000, Inconclusive"
    })
    void ratiosOfErrors(long stableErrors, long stable, long errors, long requests, String expected) {
        var window = window(answers(requests, errors), answers(stable, stableErrors));
        assertThat(verdict(ratio("errorPercent", "1.2"), window, Evidence.NONE).verdict())
                .isEqualTo(expected);
    }

    @Test
    void theWorseOfTwoBoundsIsTheVerdict() {
        var both = new AnalysisCheck("errorPercent", "50", null, "1.2", null, null);
        var verdict = verdict(both, window(answers(2000, 100), answers(5000, 0)), Evidence.NONE);
        assertThat(verdict.verdict()).isEqualTo("Fail");
        assertThat(verdict.bound()).isEqualTo("<= 50 and <= 1.2 x stable (0)");
    }

    @Test
    void aStepThatMirrorsIsJudgedByItsCopies() {
        var slow = times(0, 0.1, 500, 1.0);
        var candidate = new Counts(0, 0, Times.NONE, Times.NONE, 0, new Copies(500, 100, 3, slow, Times.NONE));
        var window = window(candidate).ofCopies();
        assertThat(verdict(max("errorPercent", "1"), window, Evidence.NONE).verdict())
                .isEqualTo("Fail");
        assertThat(verdict(max("latencyP95Millis", "250"), window, Evidence.NONE)
                        .verdict())
                .isEqualTo("Fail");
        assertThat(verdict(max("mirrorDifferentPercent", "5"), window, Evidence.NONE)
                        .verdict())
                .isEqualTo("Pass");
        assertThat(verdict(max("mirrorDifferentPercent", "0"), window, Evidence.NONE)
                        .verdict())
                .isEqualTo("Fail");
    }

    @Test
    void copiesAreNotJudgedWhereNothingIsMirrored() {
        var verdict = verdict(max("mirrorDifferentPercent", "0"), window(answers(500, 0)), Evidence.NONE);
        assertThat(verdict.verdict()).isEqualTo("Pass");
        assertThat(verdict.message()).contains("mirrors nothing");
    }

    @Test
    void tokensPerSecondAreOfTheTimeThatAnswersTook() {
        var latency = times(100, 0.1, 0, 1.0);
        var counts = new Counts(100, 0, latency, latency, 400, Copies.NONE);
        assertThat(verdict(min("tokensPerSecond", "40"), window(counts), Evidence.NONE)
                        .verdict())
                .isEqualTo("Pass");
        assertThat(verdict(min("tokensPerSecond", "41"), window(counts), Evidence.NONE)
                        .verdict())
                .isEqualTo("Fail");
        assertThat(verdict(min("tokensPerSecond", "1"), window(timed(latency)), Evidence.NONE)
                        .verdict())
                .isEqualTo("Inconclusive");
        var toStable = new AnalysisCheck("tokensPerSecond", null, null, null, "0.5", null);
        assertThat(verdict(toStable, window(counts, counts), Evidence.NONE).verdict())
                .isEqualTo("Pass");
    }

    @ParameterizedTest(name = "Prometheus says {0}: {1}")
    @CsvSource({"4.9, Pass", "5.1, Fail", "NaN, Inconclusive", "Infinity, Inconclusive"})
    void queries(double value, String expected) {
        var evidence = new Evidence(Map.of(Given.QUERY, new QueryResult.Value(value)), Optional.empty());
        assertThat(verdict(prometheus("5", null), window(Counts.NONE), evidence).verdict())
                .isEqualTo(expected);
    }

    @Test
    void withoutAnAnswerOfPrometheusItsReasonIsSaid() {
        var evidence = new Evidence(Map.of(Given.QUERY, new QueryResult.Missing("3 values")), Optional.empty());
        assertThat(verdict(prometheus(null, "5"), window(Counts.NONE), evidence).message())
                .isEqualTo("3 values");
        assertThat(verdict(prometheus(null, "5"), window(Counts.NONE), Evidence.NONE)
                        .verdict())
                .isEqualTo("Inconclusive");
    }

    @Test
    void goldenAnswersAreHeldAgainstTheirBoundExactly() {
        var scores = new GoldenResult.Scores(20, 19, OptionalDouble.of(0.991), "case-7.json: 0.991");
        var evidence = new Evidence(Map.of(), Optional.of(scores));
        var accuracy = verdict(min("goldenAccuracy", "0.95"), window(Counts.NONE), evidence);
        assertThat(accuracy.verdict()).isEqualTo("Pass");
        assertThat(accuracy.value()).isEqualTo("0.95");
        assertThat(accuracy.message()).isEqualTo("19 of 20 cases as expected; worst: case-7.json: 0.991");
        assertThat(verdict(min("goldenSimilarity", "0.992"), window(Counts.NONE), evidence)
                        .verdict())
                .isEqualTo("Fail");
    }

    @Test
    void aGoldenSetWithoutAResultIsInconclusive() {
        var missing = new Evidence(Map.of(), Optional.of(new GoldenResult.Missing("no such ConfigMap")));
        assertThat(verdict(min("goldenAccuracy", "0.9"), window(Counts.NONE), missing)
                        .message())
                .isEqualTo("no such ConfigMap");
        var words = new GoldenResult.Scores(2, 2, OptionalDouble.empty(), "");
        var texts = new Evidence(Map.of(), Optional.of(words));
        assertThat(verdict(min("goldenSimilarity", "0.9"), window(Counts.NONE), texts)
                        .verdict())
                .isEqualTo("Inconclusive");
    }

    @Test
    void aMetricOfANewerApiIsInconclusive() {
        assertThat(verdict(max("heat", "1"), window(answers(1000, 0)), Evidence.NONE)
                        .verdict())
                .isEqualTo("Inconclusive");
    }

    @Test
    void theOddsAreSharedByAllBoundsAndSteps() {
        var both = new AnalysisCheck("errorPercent", "1", null, "1.2", null, null);
        var odds = Odds.of(Given.analysis(both, max("latencyP99Millis", "250")), 2);
        assertThat(odds).isEqualTo(new Odds(0.01 / 6, 0.001));
    }
}
