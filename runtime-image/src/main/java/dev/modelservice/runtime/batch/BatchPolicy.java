package dev.modelservice.runtime.batch;

import java.time.Duration;

/**
 * How batches are cut.
 *
 * @param maxRows of one batch
 * @param maxUnits of one batch; a request that has more of either by itself runs alone
 * @param maxWait how long the oldest request is kept from a free worker so that others may join it; zero: not at all,
 *     so that batches are made of what came while every worker was busy
 */
public record BatchPolicy(int maxRows, long maxUnits, Duration maxWait) {

    public BatchPolicy {
        if (maxRows < 1 || maxUnits < 1 || maxWait.isNegative()) {
            throw new IllegalArgumentException("a batch has at least one row and one unit, and a wait is not negative");
        }
    }
}
