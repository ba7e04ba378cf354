package dev.modelservice.e2e.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modelservice.api.v1alpha1.AnalysisCheck;
import dev.modelservice.api.v1alpha1.AnalysisSpec;
import dev.modelservice.api.v1alpha1.PrometheusQuery;
import dev.modelservice.api.v1alpha1.VerdictStatus;
import dev.modelservice.operator.analysis.Counts;
import dev.modelservice.operator.analysis.Evidence;
import dev.modelservice.operator.analysis.Judge;
import dev.modelservice.operator.analysis.Odds;
import dev.modelservice.operator.analysis.Window;
import dev.modelservice.operator.prometheus.PrometheusReader;
import dev.modelservice.operator.prometheus.Subject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Verdicts by what a real Prometheus says of a real exporter. */
final class PrometheusIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Subject SUBJECT = new Subject("team-a", "minilm", "r2", "r1");
    private static final String DRIFT = "drift{revision=\"%s\"} %s\n";

    private final Exporter exporter = new Exporter(DRIFT.formatted("r1", 0.9) + DRIFT.formatted("r2", 0.1));
    private final PrometheusProcess prometheus = PrometheusProcess.start(exporter.port());
    private final PrometheusReader reader = new PrometheusReader(Clock.systemUTC(), 4);

    @AfterEach
    void stop() {
        reader.close();
        prometheus.close();
        exporter.close();
    }

    @Test
    void theCandidatesOwnValueIsJudgedAndFollowed() {
        AnalysisSpec analysis = analysis("drift{revision=\"{{candidate}}\"}");
        awaitVerdict(analysis, VerdictStatus.PASS, "0.1 at this look");

        exporter.show(DRIFT.formatted("r1", 0.9) + DRIFT.formatted("r2", 0.7));

        awaitVerdict(analysis, VerdictStatus.FAIL, "0.7 at this look");
    }

    @Test
    void whatIsNoSingleNumberIsInconclusive() {
        awaitVerdict(analysis("drift{revision=\"{{candidate}}\"}"), VerdictStatus.PASS, "0.1");
        awaitVerdict(analysis("drift"), VerdictStatus.INCONCLUSIVE, "the query gives 2 values");
        awaitVerdict(analysis("drift{revision=\"r9\"}"), VerdictStatus.INCONCLUSIVE, "no data yet");
        awaitVerdict(analysis("vector(0) / vector(0)"), VerdictStatus.INCONCLUSIVE, "'NaN'");
        awaitVerdict(analysis("drift[1m]"), VerdictStatus.INCONCLUSIVE, "leave out the range");
        awaitVerdict(analysis("sum("), VerdictStatus.INCONCLUSIVE, "refuses the query");
    }

    @Test
    void aPrometheusThatGoesAwayIsInconclusive() {
        AnalysisSpec analysis = analysis("sum(drift{revision=\"{{candidate}}\"})");
        awaitVerdict(analysis, VerdictStatus.PASS, "0.1");

        prometheus.close();

        awaitVerdict(analysis, VerdictStatus.INCONCLUSIVE, "is not reached");
    }

    private void awaitVerdict(AnalysisSpec analysis, String verdict, String message) {
        Awaitility.await().atMost(PATIENCE).untilAsserted(() -> {
            var evidence = new Evidence(reader.latest(analysis, SUBJECT), Optional.empty());
            var window = new Window(Counts.NONE, Counts.NONE, true);
            var said = Judge.judge(analysis, Odds.of(analysis, 1), window, evidence, Instant.EPOCH)
                    .getFirst();
            assertThat(said.verdict()).as(said.message()).isEqualTo(verdict);
            assertThat(said.message()).contains(message);
        });
    }

    private AnalysisSpec analysis(String query) {
        var check = new AnalysisCheck(
                "prometheus", "0.5", null, null, null, new PrometheusQuery(prometheus.address(), query));
        return new AnalysisSpec(1, null, null, null, List.of(check), null);
    }
}
