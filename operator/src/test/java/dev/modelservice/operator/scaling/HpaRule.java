package dev.modelservice.operator.scaling;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * HorizontalPodAutoscaler v2 with an average value per pod, as Kubernetes' documentation describes it and with its defaults: every 15 seconds, a
 * tolerance of 0.1, pods that are not ready counted as without load when it rises; up by 4 pods or 100 % in 15 seconds; down by what the
 * highest wish of five minutes leaves. It has no zero.
 */
final class HpaRule implements Rule {

    private static final Duration PERIOD = Duration.ofSeconds(15);
    private static final Duration CALM = Duration.ofMinutes(5);
    private static final double TOLERANCE = 0.1;
    private static final int PODS = 4;

    private final double target;
    private final int most;
    private final Deque<ScaleState.At> wishes = new ArrayDeque<>();
    private Instant next = Instant.EPOCH;

    HpaRule(double target, int most) {
        this.target = target;
        this.most = most;
    }

    @Override
    public int replicas(Instant now, Sample load, Replicas replicas) {
        int wanted = Math.max(1, replicas.wanted());
        if (now.isBefore(next)) {
            return wanted;
        }
        next = now.plus(PERIOD);
        var sum = load.atWork() + load.waiting();
        var ratio = sum / Math.max(1, replicas.ready()) / target;
        int wish = wanted;
        if (Math.abs(ratio - 1) > TOLERANCE) {
            var all = sum / wanted / target;
            wish = ratio > 1
                    ? (all > 1 + TOLERANCE ? (int) Math.ceil(sum / target) : wanted)
                    : (int) Math.ceil(sum / target);
        }
        wish = Math.clamp(wish, 1, most);
        wishes.addLast(new ScaleState.At(now, wish));
        while (wishes.getFirst().at().plus(CALM).isBefore(now)) {
            wishes.removeFirst();
        }
        return wish > wanted
                ? Math.min(wish, Math.max(wanted + PODS, 2 * wanted))
                : Math.min(
                        wanted,
                        wishes.stream().mapToInt(ScaleState.At::replicas).max().orElse(wish));
    }
}
