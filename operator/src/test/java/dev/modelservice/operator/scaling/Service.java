package dev.modelservice.operator.scaling;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A model under load, second by second: its replicas are as many as decided, and ready when a test says so. */
final class Service {
    static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final LoadHistory load = new LoadHistory(Duration.ofSeconds(60));
    private ScalePolicy policy;
    private ScaleState state = ScaleState.NEW;
    private Instant now = START;
    private int wanted;
    private int ready;

    Service(ScalePolicy policy, int replicas) {
        this.policy = policy;
        this.wanted = replicas;
        this.ready = replicas;
    }

    Service policy(ScalePolicy other) {
        policy = other;
        return this;
    }

    Service ready(int replicas) {
        ready = Math.min(replicas, wanted);
        return this;
    }

    Service allReady() {
        return ready(wanted);
    }

    /** So many requests at work, each of which takes a second, for so long; the last decision. */
    ScaleDecision atWork(double requests, int seconds) {
        return loaded(new Sample(requests, 0, requests, requests, requests, 0), seconds);
    }

    ScaleDecision loaded(Sample sample, int seconds) {
        @Nullable ScaleDecision last = null;
        for (int i = 0; i < seconds; i++) {
            now = now.plusSeconds(1);
            load.add(now, sample);
            last = look();
        }
        return Objects.requireNonNull(last);
    }

    /** Nobody tells anything for so long. */
    ScaleDecision silent(int seconds) {
        now = now.plusSeconds(seconds);
        return look();
    }

    private ScaleDecision look() {
        var decision = Autoscaler.decide(state, policy, load, new Replicas(wanted, ready), now);
        state = decision.state();
        wanted = decision.replicas();
        ready = Math.min(ready, wanted);
        return decision;
    }

    int wanted() {
        return wanted;
    }
}
