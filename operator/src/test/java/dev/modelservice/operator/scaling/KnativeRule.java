package dev.modelservice.operator.scaling;

import java.time.Duration;
import java.time.Instant;

/**
 * Knative Serving's autoscaler as its documentation describes it and with its defaults: every 2 seconds, windows of 60 and 6 seconds, 70 % of the
 * target, a panic at twice what there is, up by 1,000 times and down by half at each look, to zero 30 seconds after a window without load.
 */
final class KnativeRule implements Rule {

    private static final Duration PERIOD = Duration.ofSeconds(2);
    private static final Duration STABLE = Duration.ofSeconds(60);
    private static final Duration PANIC = Duration.ofSeconds(6);
    private static final Duration GRACE = Duration.ofSeconds(30);
    private static final double UTILIZATION = 0.7;
    private static final double THRESHOLD = 2;

    private final double target;
    private final int most;
    private final LoadHistory history = new LoadHistory(STABLE);
    private Instant next = Instant.EPOCH;
    private Instant panicSince = Instant.MIN;
    private Instant zeroSince = Instant.MAX;
    private int panicMost;

    KnativeRule(double target, int most) {
        this.target = target * UTILIZATION;
        this.most = most;
    }

    @Override
    public int replicas(Instant now, Sample load, Replicas replicas) {
        history.add(now, load);
        // Its activator pokes it.
        if (now.isBefore(next) && !(replicas.wanted() == 0 && load.isActive())) {
            return replicas.wanted();
        }
        next = now.plus(PERIOD);
        int ready = Math.max(1, replicas.ready());
        int stable = (int) Math.ceil(average(STABLE) / target);
        int panic = (int) Math.ceil(average(PANIC) / target);
        stable = Math.max(stable, ready / 2);
        if (panic >= THRESHOLD * ready) {
            panicSince = now;
        } else if (!panicSince.plus(STABLE).isAfter(now)) {
            panicMost = 0;
        }
        int wish = stable;
        if (!panicSince.equals(Instant.MIN) && panicSince.plus(STABLE).isAfter(now)) {
            panicMost = Math.max(panicMost, panic);
            wish = Math.max(stable, panicMost);
        }
        if (average(STABLE) > 0 || load.isActive()) {
            zeroSince = Instant.MAX;
            wish = Math.max(1, wish);
        } else {
            zeroSince = zeroSince.equals(Instant.MAX) ? now : zeroSince;
            wish = zeroSince.plus(GRACE).isAfter(now) ? Math.max(1, wish) : 0;
        }
        return Math.min(wish, most);
    }

    private double average(Duration window) {
        return history.average(load -> load.atWork() + load.waiting(), window);
    }
}
