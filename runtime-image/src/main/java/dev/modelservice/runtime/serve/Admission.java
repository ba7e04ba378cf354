package dev.modelservice.runtime.serve;

import dev.modelservice.runtime.request.Rejection;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The door: so many at work, so many waiting, and everyone else is sent away at once. */
public final class Admission implements AutoCloseable {

    /** Work that was let in. */
    public interface Work {

        /** Called when its turn comes, on a thread that may block. */
        void run(Duration waited);
    }

    private static final int RETRY_AFTER_SECONDS = 1;

    private final int places;
    private final int queue;
    private final ThreadPoolExecutor workers;

    public Admission(int places, int queue) {
        this.places = places;
        this.queue = queue;
        BlockingQueue<Runnable> waiting = queue == 0 ? new SynchronousQueue<>() : new ArrayBlockingQueue<>(queue);
        this.workers = new ThreadPoolExecutor(places, places, 0, TimeUnit.SECONDS, waiting, named());
    }

    private static ThreadFactory named() {
        AtomicInteger number = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(task, "inference-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }

    /** Lets the work in, or says why not. */
    public Optional<Rejection> admit(Work work) {
        long offered = System.nanoTime();
        try {
            workers.execute(() -> work.run(Duration.ofNanos(System.nanoTime() - offered)));
            return Optional.empty();
        } catch (RejectedExecutionException e) {
            return Optional.of(new Rejection.Overloaded(
                    "%d requests are at work and %d wait, which is all that is allowed; try again later"
                            .formatted(places, queue),
                    RETRY_AFTER_SECONDS));
        }
    }

    /** How many wait. */
    public int waiting() {
        return workers.getQueue().size();
    }

    /** How many are at work. */
    public int atWork() {
        return workers.getActiveCount();
    }

    @Override
    public void close() {
        workers.shutdownNow();
    }
}
