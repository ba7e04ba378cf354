package dev.modelservice.runtime.serve;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** The inferences under way and since when, so that one which never ends is noticed. */
public final class Running {

    private final LongSupplier nanoTime;
    private final AtomicLong next = new AtomicLong();
    private final Map<Long, Long> since = new ConcurrentHashMap<>();

    public Running(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** Notes that one begins; the result is for {@link #end}. */
    long begin() {
        long ticket = next.incrementAndGet();
        since.put(ticket, nanoTime.getAsLong());
        return ticket;
    }

    void end(long ticket) {
        since.remove(ticket);
    }

    /** How long the oldest one has been running; zero when there is none. */
    public Duration oldest() {
        long now = nanoTime.getAsLong();
        return Duration.ofNanos(
                since.values().stream().mapToLong(start -> now - start).max().orElse(0));
    }
}
