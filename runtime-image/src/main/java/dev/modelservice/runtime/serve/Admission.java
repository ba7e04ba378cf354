package dev.modelservice.runtime.serve;

import dev.modelservice.runtime.request.Rejection;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;

/** The door: so many may wait beside those that are at work, and everyone else is sent away at once. */
public final class Admission {

    private static final int RETRY_AFTER_SECONDS = 1;

    private final int queue;
    private final AtomicInteger inside = new AtomicInteger();

    public Admission(int queue) {
        this.queue = queue;
    }

    /**
     * Lets a request in, or says why not. Who is let in must {@link #leave}.
     *
     * @param atWork how many of those inside are being answered at this moment
     * @param free how many more could be answered at once
     */
    public Optional<Rejection> enter(IntSupplier atWork, IntSupplier free) {
        while (true) {
            int now = inside.get();
            // Most of the time there is room without a look at who is at work.
            if (now >= queue) {
                int working = atWork.getAsInt();
                if (now >= working + free.getAsInt() + queue) {
                    return Optional.of(overloaded(working));
                }
            }
            if (inside.compareAndSet(now, now + 1)) {
                return Optional.empty();
            }
        }
    }

    private Rejection overloaded(int working) {
        return new Rejection.Overloaded(
                "%d requests are at work and %d wait, which is all that is allowed; try again later"
                        .formatted(working, queue),
                RETRY_AFTER_SECONDS);
    }

    public void leave() {
        inside.decrementAndGet();
    }

    /** How many were let in and have not left. */
    public int inside() {
        return inside.get();
    }
}
