package dev.modelservice.runtime.engine.llama;

import dev.modelservice.runtime.generate.FinishReason;
import dev.modelservice.runtime.generate.GenerationMeter;
import dev.modelservice.runtime.generate.Usage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts what a generator does. */
final class Counted implements GenerationMeter {

    final AtomicInteger promptTokens = new AtomicInteger();
    final AtomicInteger generatedTokens = new AtomicInteger();
    final AtomicInteger firstTokens = new AtomicInteger();
    final AtomicInteger most = new AtomicInteger();
    final List<FinishReason> reasons = new CopyOnWriteArrayList<>();
    private final List<Runnable> onBegin = new ArrayList<>();

    /** Does this whenever a text gets its place. */
    Counted whenOneBegins(Runnable action) {
        onBegin.add(action);
        return this;
    }

    @Override
    public void began(Duration waited) {
        onBegin.forEach(Runnable::run);
    }

    @Override
    public void firstToken(Duration sinceStart) {
        firstTokens.incrementAndGet();
    }

    @Override
    public void step(int prompt, int generated, Duration took) {
        promptTokens.addAndGet(prompt);
        generatedTokens.addAndGet(generated);
        most.accumulateAndGet(generated, Math::max);
    }

    @Override
    public void finished(FinishReason reason, Usage usage) {
        reasons.add(reason);
    }
}
