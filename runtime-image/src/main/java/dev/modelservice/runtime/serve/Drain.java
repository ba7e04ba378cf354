package dev.modelservice.runtime.serve;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/** Counts the accepted requests, and lets the process stop when {@link DrainPolicy} says so. */
public final class Drain {

    private final DrainPolicy policy;
    private final LongSupplier nanoTime;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private int open;
    private long lastArrival;
    private Runnable atBegin = () -> {};
    private boolean draining;
    private boolean stopped;
    private long signalled;

    public Drain(DrainPolicy policy, LongSupplier nanoTime) {
        this.policy = policy;
        this.nanoTime = nanoTime;
    }

    /** Accepts a request, which is then answered before the process stops; false if it is too late for that. */
    public boolean arrived() {
        lock.lock();
        try {
            long now = nanoTime.getAsLong();
            if (stopped || (draining && !policy.accepts(Duration.ofNanos(now - signalled)))) {
                return false;
            }
            open++;
            lastArrival = now;
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** An accepted request was answered, or its client went away. */
    public void ended() {
        lock.lock();
        try {
            open--;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Sets what is done when the drain begins. */
    public void onBegin(Runnable action) {
        lock.lock();
        try {
            atBegin = action;
        } finally {
            lock.unlock();
        }
    }

    /** From now on the process is not ready. */
    public void begin() {
        Runnable action;
        lock.lock();
        try {
            draining = true;
            signalled = nanoTime.getAsLong();
            lastArrival = signalled;
            action = atBegin;
        } finally {
            lock.unlock();
        }
        action.run();
    }

    public boolean isDraining() {
        lock.lock();
        try {
            return draining;
        } finally {
            lock.unlock();
        }
    }

    /** Waits until the process may stop; says how many accepted requests were left unfinished. Nothing is accepted after it. */
    public int await() throws InterruptedException {
        lock.lock();
        try {
            while (true) {
                long now = nanoTime.getAsLong();
                DrainPolicy.Step step =
                        policy.next(Duration.ofNanos(now - signalled), Duration.ofNanos(now - lastArrival), open);
                switch (step) {
                    case DrainPolicy.Stop(int unfinished) -> {
                        stopped = true;
                        return unfinished;
                    }
                    case DrainPolicy.Wait(Duration time) -> {
                        // Woken early or late, the policy is asked again.
                        long _ = changed.awaitNanos(Math.max(time.toNanos(), TimeUnit.MILLISECONDS.toNanos(1)));
                    }
                }
            }
        } finally {
            lock.unlock();
        }
    }
}
