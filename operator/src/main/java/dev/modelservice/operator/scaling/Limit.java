package dev.modelservice.operator.scaling;

import java.time.Duration;

/**
 * How far the number of replicas may go within a period, counted from where it was when the period began: by so many percent or by so many
 * replicas, whichever is more (the meaning of {@code behavior.policies} in HorizontalPodAutoscaler v2).
 *
 * @param percent of the replicas at the beginning of the period, 0 or more
 * @param replicas 0 or more
 * @param period its length
 */
public record Limit(int percent, int replicas, Duration period) {

    private static final int WHOLE = 100;

    /** The most replicas that there may be, where there were so many. */
    int most(int from) {
        return from + Math.max(replicas, Math.ceilDiv(from * percent, WHOLE));
    }

    /** The fewest. */
    int fewest(int from) {
        return Math.max(0, from - Math.max(replicas, from * percent / WHOLE));
    }
}
