package dev.modelservice.e2e.actors;

import com.fasterxml.jackson.databind.JsonNode;
import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * A few users who call the dense network over gRPC again and again, each over a channel of its own. The channel moves to a
 * new connection when it is told to go away, as gRPC has it; nobody here tries a call again.
 */
public final class Callers implements AutoCloseable {
    private static final int MOST_CALLS = 100_000;

    private final JsonNode row;
    private final AtomicBoolean open = new AtomicBoolean(true);
    private final AtomicInteger begun = new AtomicInteger();
    private final AtomicInteger answered = new AtomicInteger();
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
        var tensors = new Tensors(channel);
        while (open.get() && begun.incrementAndGet() <= MOST_CALLS) {
            try {
                tensors.infer("dense", row);
                answered.incrementAndGet();
            } catch (StatusRuntimeException e) {
                failures.add(e.getStatus().toString());
            }
        }
        channel.shutdownNow();
    }

    public int answered() {
        return answered.get();
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
