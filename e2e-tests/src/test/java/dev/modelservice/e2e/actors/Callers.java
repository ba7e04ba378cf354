package dev.modelservice.e2e.actors;

import com.fasterxml.jackson.databind.JsonNode;
import io.grpc.ClientInterceptors;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.MetadataUtils;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.awaitility.Awaitility;

/**
 * A few users who call the dense network over gRPC again and again, each over a channel of its own. The channel moves to a
 * new connection when it is told to go away, as gRPC has it; nobody here tries a call again.
 */
public final class Callers implements Answering, AutoCloseable {
    private static final int MOST_CALLS = 100_000;
    private static final Duration LONGEST = Duration.ofMinutes(8);
    private static final Metadata.Key<String> REVISION =
            Metadata.Key.of("modelservice-revision", Metadata.ASCII_STRING_MARSHALLER);

    private final JsonNode row;
    private final AtomicBoolean open = new AtomicBoolean(true);
    private final AtomicInteger begun = new AtomicInteger();
    private final AtomicInteger answered = new AtomicInteger();
    private final Queue<Answer> answers = new ConcurrentLinkedQueue<>();
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    private Callers(JsonNode row) {
        this.row = row;
    }

    public static Callers begin(int users, Supplier<ManagedChannel> channels, JsonNode row) {
        var callers = new Callers(row);
        for (int user = 0; user < users; user++) {
            var channel = channels.get();
            callers.threads.execute(() -> callers.call(channel));
        }
        return callers;
    }

    private void call(ManagedChannel channel) {
        var headers = new AtomicReference<>(new Metadata());
        var listening = MetadataUtils.newCaptureMetadataInterceptor(headers, new AtomicReference<>());
        var tensors = new Tensors(ClientInterceptors.intercept(channel, listening));
        while (open.get() && begun.incrementAndGet() <= MOST_CALLS) {
            try {
                tensors.infer("dense", row);
                answers.add(new Answer(
                        System.nanoTime(), String.valueOf(headers.get().get(REVISION))));
                answered.incrementAndGet();
            } catch (StatusRuntimeException e) {
                failures.add(e.getStatus().toString());
            }
        }
        channel.shutdownNow();
    }

    @Override
    public Callers awaitAnswers(int more) {
        int wanted = answered.get() + more;
        Awaitility.await(more + " more calls; failed: " + failures.size())
                .atMost(LONGEST)
                .until(() -> answered.get() >= wanted || begun.get() > MOST_CALLS);
        return this;
    }

    public int answered() {
        return answered.get();
    }

    @Override
    public List<Answer> answers() {
        return List.copyOf(answers);
    }

    /** What went wrong, one line each. */
    public List<String> failures() {
        return List.copyOf(failures);
    }

    /** Nobody calls any more; waits for the last answers. */
    public Callers stop() {
        open.set(false);
        threads.close();
        return this;
    }

    @Override
    public void close() {
        stop();
    }
}
