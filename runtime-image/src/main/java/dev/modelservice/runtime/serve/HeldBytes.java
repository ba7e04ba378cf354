package dev.modelservice.runtime.serve;

import java.util.concurrent.atomic.AtomicLong;

/** How much memory all requests take together, and that it stays below a limit. */
final class HeldBytes {

    private final long limit;
    private final AtomicLong held = new AtomicLong();

    HeldBytes(long limit) {
        this.limit = limit;
    }

    /** Takes so many more if there are; gives nothing otherwise. */
    boolean take(long bytes) {
        while (true) {
            long now = held.get();
            if (bytes > limit - now) {
                return false;
            }
            if (held.compareAndSet(now, now + bytes)) {
                return true;
            }
        }
    }

    void give(long bytes) {
        held.addAndGet(-bytes);
    }

    long limit() {
        return limit;
    }
}
