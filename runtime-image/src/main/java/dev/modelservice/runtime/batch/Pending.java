package dev.modelservice.runtime.batch;

/**
 * A request that waits.
 *
 * @param number counts the requests of one queue; the lower came first
 * @param arrivedNanos when it came, on the queue's clock
 * @param deadlineNanos when nobody waits for it any more, on the same clock
 */
public record Pending<T>(T item, Weight weight, long number, long arrivedNanos, long deadlineNanos) {

    /** A deadline that does not come. */
    public static final long NO_DEADLINE = Long.MAX_VALUE;

    boolean isLate(long now) {
        return deadlineNanos != NO_DEADLINE && now - deadlineNanos >= 0;
    }
}
