package dev.modelservice.operator.scaling;

import java.time.Instant;

/** This project's. It looks once a second, as often as the gateways tell their counts, and at once where a request wakes it. */
final class OurRule implements Rule {

    private final ScalePolicy policy;
    private final LoadHistory history;
    private ScaleState state = ScaleState.NEW;
    private Instant next = Instant.EPOCH;

    OurRule(ScalePolicy policy) {
        this.policy = policy;
        this.history = new LoadHistory(policy.stableWindow());
    }

    @Override
    public int replicas(Instant now, Sample load, Replicas replicas) {
        var wakes = replicas.wanted() == 0 && load.isActive();
        if (now.isBefore(next) && !wakes) {
            return replicas.wanted();
        }
        next = now.plusSeconds(1);
        history.add(now, load);
        var decision = Autoscaler.decide(state, policy, history, replicas, now);
        state = decision.state();
        return decision.replicas();
    }
}
