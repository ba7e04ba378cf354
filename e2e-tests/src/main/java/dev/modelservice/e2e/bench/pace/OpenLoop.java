package dev.modelservice.e2e.bench.pace;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Questions at a fixed rate, whatever the server does. The time of each begins when it was due, not when it was sent: where no
 * connection is free it waits for one, and that counts.
 */
public final class OpenLoop {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration START = Duration.ofMillis(5);

    private final List<byte[]> questions;
    private final long[] nanos;
    private final ArrayDeque<Line> free = new ArrayDeque<>();
    private final ArrayDeque<Long> waiting = new ArrayDeque<>();
    private final CountDownLatch done;
    private int asked;
    private int answered;
    private @Nullable IOException failure;

    private OpenLoop(List<byte[]> questions, int count) {
        this.questions = questions;
        nanos = new long[count];
        done = new CountDownLatch(count);
    }

    /** Asks a server on this machine the questions in turn, on so many connections that stay. */
    public static PacedSample ask(int port, List<byte[]> questions, int perSecond, int connections, Duration length) {
        int count = Math.toIntExact(length.toMillis() * perSecond / 1000);
        try {
            return new OpenLoop(questions, count).run(port, 1_000_000_000L / perSecond, connections);
        } catch (IOException e) {
            throw new UncheckedIOException("Asking port " + port + ": " + e.getMessage(), e);
        }
    }

    private PacedSample run(int port, long interval, int connections) throws IOException {
        var lines = new ArrayList<Line>();
        try (var selector = Selector.open()) {
            for (int i = 0; i < connections; i++) {
                lines.add(Line.open(port, selector));
            }
            free.addAll(lines);
            var reader = Thread.ofPlatform().name("answers").start(() -> readAll(selector));
            askAll(interval);
            await();
            selector.wakeup();
            reader.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while asking", e);
        } finally {
            for (var line : lines) {
                line.close();
            }
        }
        return PacedSample.of(nanos);
    }

    private void askAll(long interval) throws IOException {
        long first = System.nanoTime() + START.toNanos();
        for (int i = 0; i < nanos.length; i++) {
            long due = first + i * interval;
            for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
            ask(due);
        }
    }

    private synchronized void ask(long due) throws IOException {
        if (failure != null) {
            throw failure;
        }
        var line = free.poll();
        if (line == null) {
            waiting.add(due);
        } else {
            line.ask(next(), due);
        }
    }

    private byte[] next() {
        return questions.get(asked++ % questions.size());
    }

    private void await() throws IOException, InterruptedException {
        boolean all = done.await(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        synchronized (this) {
            if (failure != null) {
                throw failure;
            }
        }
        if (!all) {
            throw new IOException(done.getCount() + " questions were not answered in " + PATIENCE);
        }
    }

    private void readAll(Selector selector) {
        try {
            while (done.getCount() > 0) {
                selector.select();
                var keys = selector.selectedKeys();
                for (var key : keys) {
                    read((Line) key.attachment());
                }
                keys.clear();
            }
        } catch (IOException e) {
            fail(e);
        } catch (ClosedSelectorException e) {
            // Asking ended before all answers were there, and says why.
        }
    }

    private synchronized void read(Line line) throws IOException {
        if (!line.read()) {
            return;
        }
        nanos[answered++] = System.nanoTime() - line.due();
        done.countDown();
        var due = waiting.poll();
        if (due == null) {
            free.add(line);
        } else {
            line.ask(next(), due);
        }
    }

    private void fail(IOException reason) {
        synchronized (this) {
            failure = reason;
        }
        while (done.getCount() > 0) {
            done.countDown();
        }
    }
}
