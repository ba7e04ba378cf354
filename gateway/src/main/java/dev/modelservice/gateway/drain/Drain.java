package dev.modelservice.gateway.drain;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;

/** Counts the open requests, and says when the process may stop. Requests are accepted until it does. */
public final class Drain {

    private final DrainPolicy policy;
    private final LongSupplier nanoTime;
    private final AtomicInteger open = new AtomicInteger();
    private final List<Runnable> atBegin = new CopyOnWriteArrayList<>();
    private volatile long lastHeard;
    private volatile long signalled;
    private volatile boolean draining;

    public Drain(DrainPolicy policy, LongSupplier nanoTime) {
        this.policy = policy;
        this.nanoTime = nanoTime;
    }

    /** A request came. */
    public void arrived(long now) {
        open.getAndIncrement();
        if (draining) {
            lastHeard = now;
        }
    }

    /**
     * A request was answered, or its client went away. A client whose answer began before the drain was not told to close its
     * connection, and comes again at once.
     */
    public void ended() {
        if (draining) {
            lastHeard = nanoTime.getAsLong();
        }
        open.getAndDecrement();
    }

    /** Adds what is done when the drain begins. */
    public void onBegin(Runnable action) {
        atBegin.add(action);
    }

    /** From now on the process is not ready. */
    public void begin() {
        signalled = nanoTime.getAsLong();
        lastHeard = signalled;
        draining = true;
        atBegin.forEach(Runnable::run);
    }

    public boolean isDraining() {
        return draining;
    }

    public int open() {
        return open.get();
    }

    /** Whether the process may stop now. */
    public boolean mayStop() {
        long now = nanoTime.getAsLong();
        return policy.mayStop(Duration.ofNanos(now - signalled), Duration.ofNanos(now - lastHeard), open.get());
    }
}
