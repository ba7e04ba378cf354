package dev.modelservice.runtime.metrics;

import dev.modelservice.runtime.generate.TextGenerator;
import dev.modelservice.runtime.request.Protocol;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntSupplier;

/** What the runtime counts, by model. The label {@code model} is the configured name only, so a client cannot add series. */
public final class ServingMetrics {

    private static final Duration[] BUCKETS = {
        Duration.ofNanos(500_000), Duration.ofMillis(1), Duration.ofNanos(2_500_000), Duration.ofMillis(5),
        Duration.ofMillis(10), Duration.ofMillis(25), Duration.ofMillis(50), Duration.ofMillis(100),
        Duration.ofMillis(250), Duration.ofMillis(500), Duration.ofSeconds(1), Duration.ofSeconds(5)
    };

    private final MeterRegistry registry;
    private final Tags tags;
    private final Map<Protocol, Map<Outcome, Counter>> requests = new EnumMap<>(Protocol.class);
    private final DistributionSummary batch;
    private final Timer held;
    private final Timer inference;
    private final Timer queue;
    private final Counter tokensRead;
    private final Counter tokensWritten;

    public ServingMetrics(MeterRegistry registry, String model) {
        this.registry = registry;
        this.tags = Tags.of("model", model);
        for (Protocol protocol : Protocol.values()) {
            requests.put(protocol, counters(tags.and("protocol", protocol.label())));
        }
        batch = DistributionSummary.builder("modelservice.runtime.batch.rows")
                .description("Rows that ran together")
                .tags(tags)
                .serviceLevelObjectives(1, 2, 4, 8, 16, 32, 64, 128)
                .register(registry);
        held = timer(
                "modelservice.runtime.batch.held", "Time that a batch waited for company while the engine was free");
        inference = timer("modelservice.runtime.inference", "Time in the engine");
        queue = timer("modelservice.runtime.queue", "Time that an accepted request waited for its turn");
        tokensRead = tokens("prompt");
        tokensWritten = tokens("completion");
    }

    private Map<Outcome, Counter> counters(Tags tags) {
        Map<Outcome, Counter> counters = new EnumMap<>(Outcome.class);
        for (Outcome outcome : Outcome.values()) {
            counters.put(
                    outcome,
                    Counter.builder("modelservice.runtime.requests")
                            .description("Requests for an inference, by how they ended")
                            .tags(tags.and("outcome", outcome.label()))
                            .register(registry));
        }
        return counters;
    }

    private Counter tokens(String direction) {
        return Counter.builder("modelservice.runtime.tokens")
                .description("Tokens that the model read in prompts and texts, and that it wrote")
                .tags(tags.and("direction", direction))
                .register(registry);
    }

    private Timer timer(String name, String description) {
        return Timer.builder(name)
                .description(description)
                .tags(tags)
                .serviceLevelObjectives(BUCKETS)
                .register(registry);
    }

    public void ended(Protocol protocol, Outcome outcome) {
        Objects.requireNonNull(Objects.requireNonNull(requests.get(protocol)).get(outcome))
                .increment();
    }

    public void inference(Duration time) {
        inference.record(time);
    }

    /** So many rows ran together, after a free worker was kept from them for so long. */
    public void batch(int rows, Duration held) {
        batch.record(rows);
        this.held.record(held);
    }

    public void waited(Duration time) {
        queue.record(time);
    }

    /** So many tokens of a request's texts were read, other than by a text generator. */
    public void tokensRead(int tokens) {
        tokensRead.increment(tokens);
    }

    /** Lets a text generator tell what it does. */
    public void measure(TextGenerator generator) {
        generator.measuredBy(new GenerationMetrics(registry, tags, queue, tokensRead, tokensWritten));
    }

    /** Shows these figures whenever someone looks. */
    public void watch(IntSupplier atWork, IntSupplier waiting) {
        Gauge.builder("modelservice.runtime.in.flight", atWork::getAsInt)
                .description("Requests at work")
                .tags(tags)
                .strongReference(true)
                .register(registry);
        Gauge.builder("modelservice.runtime.queue.length", waiting::getAsInt)
                .description("Accepted requests that wait for their turn")
                .tags(tags)
                .strongReference(true)
                .register(registry);
    }

    public void loaded(Duration time, long bytes) {
        constant(
                "modelservice.runtime.model.load.seconds",
                "From the first look at the model to ready",
                time.toMillis() / 1000.0);
        constant("modelservice.runtime.model.bytes", "Size of the model's files", (double) bytes);
    }

    private void constant(String name, String description, double value) {
        Gauge.builder(name, () -> value)
                .description(description)
                .tags(tags)
                .strongReference(true)
                .register(registry);
    }
}
