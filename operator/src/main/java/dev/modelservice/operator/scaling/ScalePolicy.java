package dev.modelservice.operator.scaling;

import java.time.Duration;

/**
 * What somebody wants of an autoscaler.
 *
 * @param least replicas at any time; 0: none while nobody asks for anything
 * @param most replicas at any time, at least 1
 * @param metric what is held at the target
 * @param target of the metric, for each replica, above 0
 * @param stableWindow over which the load is averaged
 * @param panicWindow over which it is averaged to see that it jumps; shorter
 * @param panicThreshold how many times as many replicas as there are have to be wanted for a jump, above 1
 * @param tolerance how far off the target is left alone, such as 0.1
 * @param initialDelay for how long new replicas are still loading, and what waits for them says little about the load
 * @param up how quickly it rises
 * @param down how quickly it falls
 * @param calm for how long fewer replicas have to be wanted before there are fewer
 * @param zeroAfter for how long nobody has asked for anything before there is none
 */
public record ScalePolicy(
        int least,
        int most,
        Metric metric,
        double target,
        Duration stableWindow,
        Duration panicWindow,
        double panicThreshold,
        double tolerance,
        Duration initialDelay,
        Limit up,
        Limit down,
        Duration calm,
        Duration zeroAfter) {

    public ScalePolicy {
        if (target <= 0 || most < 1 || least > most) {
            throw new IllegalArgumentException(
                    "target is above 0, and least %d no more than most %d, which is at least 1".formatted(least, most));
        }
    }

    int clamp(int replicas) {
        return Math.clamp(replicas, least, most);
    }
}
