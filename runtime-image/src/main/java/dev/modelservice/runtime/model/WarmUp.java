package dev.modelservice.runtime.model;

import dev.modelservice.runtime.engine.BatchLimits;
import dev.modelservice.runtime.engine.Engine;
import dev.modelservice.runtime.engine.EngineException;
import dev.modelservice.runtime.engine.Prepared;
import dev.modelservice.runtime.request.Task;
import dev.modelservice.runtime.request.TensorSpec;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;

/**
 * Runs a model until it is sure that it answers: the smallest request, and then as much as will ever run together. So the memory
 * that it works in is taken before anybody counts on it, and the first request waits for nothing that happens once.
 */
final class WarmUp {

    private static final Set<Task> OF_TEXTS = Set.of(Task.EMBEDDING, Task.RANKING, Task.CLASSIFICATION);
    private static final String SENTENCE = "The quick brown fox jumps over the lazy dog.";
    private static final String LONG = (SENTENCE + " ").repeat(1000);
    /** A large model computes for minutes what fills a batch; it need not do so before it is ready. */
    private static final Duration MOST = Duration.ofSeconds(5);
    /** Of inputs that are made up for it. */
    private static final long MOST_BYTES = 32L << 20;

    private final Engine engine;
    private final LongSupplier nanoTime;
    private final List<String> outputs;
    private long lastUnits = 1;
    private long lastNanos;

    private WarmUp(Engine engine, LongSupplier nanoTime) {
        this.engine = engine;
        this.nanoTime = nanoTime;
        this.outputs =
                engine.signature().outputs().stream().map(TensorSpec::name).toList();
    }

    /** Warms the engine up; throws if it does not answer. */
    static void run(Engine engine, LongSupplier nanoTime) {
        WarmUp warmUp = new WarmUp(engine, nanoTime);
        Prepared smallest = warmUp.request(SENTENCE);
        warmUp.together(smallest, 1);
        BatchLimits limits = engine.limits();
        if (OF_TEXTS.contains(engine.task())) {
            Prepared longest = warmUp.request(LONG);
            warmUp.ifWorthIt(longest, 1);
            warmUp.ifWorthIt(longest, Math.min(limits.rows(), times(limits.units(), longest)));
        } else if (engine.task() == Task.TENSORS && limits.rows() > 1) {
            long bytes = Math.max(1, WarmUpInputs.bytes(engine.signature()));
            warmUp.ifWorthIt(smallest, Math.clamp(MOST_BYTES / bytes, 1, limits.rows()));
        }
    }

    private Prepared request(String text) {
        return engine.prepare(WarmUpInputs.of(engine.signature(), text), outputs);
    }

    private static int times(long units, Prepared request) {
        return Math.clamp(units / Math.max(1, request.weight().units()), 1, Integer.MAX_VALUE);
    }

    private void ifWorthIt(Prepared request, int times) {
        long units = times * Math.max(1, request.weight().units());
        if (units > lastUnits && isWorthIt(lastNanos, lastUnits, units)) {
            together(request, times);
        }
    }

    /** Whether so many units will not take too long, by what fewer took. */
    static boolean isWorthIt(long lastNanos, long lastUnits, long units) {
        return (double) lastNanos * units / lastUnits <= MOST.toNanos();
    }

    private void together(Prepared request, int times) {
        long start = nanoTime.getAsLong();
        AtomicInteger answered = new AtomicInteger();
        engine.run(Collections.nCopies(times, request), (index, _) -> answered.incrementAndGet());
        if (answered.get() != times) {
            throw new EngineException("%d of %d requests were answered".formatted(answered.get(), times), null);
        }
        lastNanos = nanoTime.getAsLong() - start;
        lastUnits = times * Math.max(1, request.weight().units());
    }
}
