package dev.modelservice.runtime.codec;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/** Where bodies are read and written: at once where they are small, beside the event loops where they would hold these up. */
public final class CodecThreads {

    /** About as many bytes as are read in 50 microseconds. */
    private static final int SMALL_BYTES = 8192;

    private final ExecutorService threads;

    public CodecThreads(int count) {
        this.threads = Executors.newFixedThreadPool(count, named());
    }

    private static ThreadFactory named() {
        AtomicInteger number = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(task, "codec-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }

    /** Runs it on this thread if it is about few bytes, on one of ours otherwise. How many wait for one is bounded by who is let in. */
    public void run(long bytes, Runnable work) {
        if (bytes <= SMALL_BYTES) {
            work.run();
        } else {
            threads.execute(work);
        }
    }
}
