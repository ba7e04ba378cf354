package dev.modelservice.e2e.bench.load;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * Clients in this JVM that ask one after the other, each as soon as its last answer is there. When the time is up the
 * last answers are waited for, and their time counts: a rate of a few requests a second is right, too.
 */
final class ClosedLoop {
    /** Sends one request, whose answer is a success. */
    interface Sender {
        CompletableFuture<?> send(Payload payload);
    }

    private final Sender sender;
    private final List<Payload> payloads;
    private final LongStream.Builder nanos = LongStream.builder();
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

    private ClosedLoop(Sender sender, List<Payload> payloads) {
        this.sender = sender;
        this.payloads = payloads;
    }

    static Sample run(Sender sender, List<Payload> payloads, int clients, Duration length) {
        return new ClosedLoop(sender, payloads).run(clients, length);
    }

    private Sample run(int clients, Duration length) {
        var done = new CountDownLatch(clients);
        long start = System.nanoTime();
        long end = start + length.toNanos();
        for (int client = 0; client < clients; client++) {
            ask(end, done);
        }
        await(done);
        double seconds = (System.nanoTime() - start) / 1e9;
        var failed = failure.get();
        if (failed != null) {
            throw new IllegalStateException("A question was refused: " + failed.getMessage(), failed);
        }
        return Sample.of(nanos.build().toArray(), seconds);
    }

    private void ask(long end, CountDownLatch done) {
        long asked = System.nanoTime();
        var payload = payloads.get(Math.floorMod(next.getAndIncrement(), payloads.size()));
        var _ = sender.send(payload).whenComplete((answer, refused) -> {
            if (refused != null) {
                failure.set(refused);
                done.countDown();
                return;
            }
            answered(asked);
            if (System.nanoTime() < end) {
                ask(end, done);
            } else {
                done.countDown();
            }
        });
    }

    private synchronized void answered(long asked) {
        nanos.add(System.nanoTime() - asked);
    }

    private static void await(CountDownLatch done) {
        try {
            done.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while asking", e);
        }
    }
}
