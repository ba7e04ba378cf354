package dev.modelservice.runtime.metrics;

import dev.modelservice.runtime.generate.GenerationMeter;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;

/** Counts what a text generator does. */
final class GenerationMetrics implements GenerationMeter {

    private static final Duration[] FIRST_TOKEN = {
        Duration.ofMillis(10), Duration.ofMillis(25), Duration.ofMillis(50), Duration.ofMillis(100),
        Duration.ofMillis(250), Duration.ofMillis(500), Duration.ofSeconds(1), Duration.ofMillis(2500),
        Duration.ofSeconds(5), Duration.ofSeconds(10), Duration.ofSeconds(30), Duration.ofSeconds(60)
    };
    private static final Duration[] GAP = {
        Duration.ofMillis(1), Duration.ofNanos(2_500_000), Duration.ofMillis(5), Duration.ofMillis(10),
        Duration.ofMillis(25), Duration.ofMillis(50), Duration.ofMillis(100), Duration.ofMillis(250),
        Duration.ofMillis(500), Duration.ofSeconds(1)
    };

    private final Timer queue;
    private final Timer firstToken;
    private final Timer gap;
    private final DistributionSummary together;
    private final Counter read;
    private final Counter written;

    GenerationMetrics(MeterRegistry registry, Tags tags, Timer queue, Counter read, Counter written) {
        this.queue = queue;
        this.read = read;
        this.written = written;
        firstToken = Timer.builder("modelservice.runtime.time.to.first.token")
                .description("From a request for a text to the first token of it")
                .tags(tags)
                .serviceLevelObjectives(FIRST_TOKEN)
                .register(registry);
        gap = Timer.builder("modelservice.runtime.token.gap")
                .description("Between two tokens of the texts that are at work")
                .tags(tags)
                .serviceLevelObjectives(GAP)
                .register(registry);
        together = DistributionSummary.builder("modelservice.runtime.texts.together")
                .description("Texts that got a token in the same step")
                .tags(tags)
                .serviceLevelObjectives(1, 2, 4, 8, 16, 32, 64)
                .register(registry);
    }

    @Override
    public void began(Duration waited) {
        queue.record(waited);
    }

    @Override
    public void firstToken(Duration sinceStart) {
        firstToken.record(sinceStart);
    }

    @Override
    public void step(int promptTokens, int generatedTokens, Duration took) {
        read.increment(promptTokens);
        if (generatedTokens > 0) {
            written.increment(generatedTokens);
            together.record(generatedTokens);
            gap.record(took);
        }
    }
}
