package dev.modelservice.fetch;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** Closes a body from which nothing comes any more: the client's own time-out ends with the headers. */
final class Stall implements AutoCloseable {

    private final InputStream body;
    private final Duration limit;
    private final ScheduledExecutorService timer;
    private final ScheduledFuture<?> watch;
    private volatile boolean stalled;
    private volatile long last = System.nanoTime();

    Stall(InputStream body, Duration limit) {
        this.body = body;
        this.limit = limit;
        this.timer = Executors.newSingleThreadScheduledExecutor(
                task -> Thread.ofPlatform().daemon().name("stall").unstarted(task));
        long period = Math.max(limit.toMillis() / 10, 1);
        this.watch = timer.scheduleWithFixedDelay(this::look, period, period, TimeUnit.MILLISECONDS);
    }

    void progress() {
        last = System.nanoTime();
    }

    /** Whether the body was closed; an end that the reader saw is none then. */
    boolean isStalled() {
        return stalled;
    }

    private void look() {
        if (System.nanoTime() - last < limit.toNanos()) {
            return;
        }
        stalled = true;
        try {
            body.close();
        } catch (IOException e) {
            // The reader, who is waiting for this body, learns of it.
            return;
        }
    }

    @Override
    public void close() {
        watch.cancel(false);
        timer.shutdownNow();
    }
}
