package dev.modelservice.operator.prometheus;

import dev.modelservice.api.v1alpha1.AnalysisSpec;
import dev.modelservice.api.v1alpha1.PrometheusQuery;
import dev.modelservice.operator.analysis.QueryResult;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Asks what is wanted in the background, each question at its interval, and tells the last results at once. */
public final class PrometheusReader implements AutoCloseable {

    private final Clock clock;
    private final Server server;
    private final Map<Question, Asking> askings = new ConcurrentHashMap<>();
    private final ScheduledExecutorService later = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("prometheus-clock").factory());

    /** @param atMost questions that are on their way at the same time */
    public PrometheusReader(Clock clock, int atMost) {
        this.clock = clock;
        this.server = new Server(atMost);
    }

    /** What each query of the analysis said last. Who asks for the first time begins the asking, and has no result yet. */
    public Map<PrometheusQuery, QueryResult> latest(AnalysisSpec analysis, Subject subject) {
        var results = new HashMap<PrometheusQuery, QueryResult>();
        for (var check : analysis.checks()) {
            var query = check.prometheus();
            if (query != null) {
                var question = new Question(query.address(), subject.in(query.query()), analysis.intervalSeconds());
                results.put(
                        query, askings.computeIfAbsent(question, this::begin).latest());
            }
        }
        return Map.copyOf(results);
    }

    @Override
    public void close() {
        later.shutdownNow();
        server.close();
    }

    private Asking begin(Question question) {
        var asking = new Asking(question, clock, server::ask);
        asking.repeatedBy(
                later.scheduleAtFixedRate(() -> turn(asking), 0, question.intervalSeconds(), TimeUnit.SECONDS));
        return asking;
    }

    private void turn(Asking asking) {
        if (asking.isWanted()) {
            var _ = Thread.ofVirtual().name("prometheus-query").start(asking::ask);
        } else {
            askings.remove(asking.question(), asking);
            asking.stop();
        }
    }
}
