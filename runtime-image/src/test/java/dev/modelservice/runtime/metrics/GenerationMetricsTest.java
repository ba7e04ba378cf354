package dev.modelservice.runtime.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modelservice.runtime.generate.Generation;
import dev.modelservice.runtime.generate.GenerationEvent;
import dev.modelservice.runtime.generate.GenerationMeter;
import dev.modelservice.runtime.generate.GenerationRequest;
import dev.modelservice.runtime.generate.TextGenerator;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

final class GenerationMetricsTest {

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final ServingMetrics metrics = new ServingMetrics(registry, "m");
    private GenerationMeter meter = GenerationMeter.NONE;

    @Test
    void whatAGeneratorTellsIsCounted() {
        metrics.measure(generator());

        meter.began(Duration.ofMillis(20));
        meter.firstToken(Duration.ofMillis(300));
        meter.step(100, 0, Duration.ofMillis(50));
        meter.step(28, 3, Duration.ofMillis(10));
        meter.step(0, 4, Duration.ofMillis(10));
        metrics.tokensRead(5);

        assertThat(tokens("prompt")).isEqualTo(133);
        assertThat(tokens("completion")).isEqualTo(7);
        assertThat(registry.get("modelservice.runtime.time.to.first.token")
                        .timer()
                        .max(TimeUnit.MILLISECONDS))
                .isEqualTo(300);
        assertThat(registry.get("modelservice.runtime.queue").timer().max(TimeUnit.MILLISECONDS))
                .isEqualTo(20);
        assertThat(registry.get("modelservice.runtime.token.gap").timer().count())
                .as("a step in which no text got a token is no gap between tokens")
                .isEqualTo(2);
        assertThat(registry.get("modelservice.runtime.texts.together").summary().max())
                .isEqualTo(4);
    }

    private double tokens(String direction) {
        return registry.get("modelservice.runtime.tokens")
                .tag("direction", direction)
                .counter()
                .count();
    }

    private TextGenerator generator() {
        return new TextGenerator() {
            @Override
            public int contextTokens() {
                return 1;
            }

            @Override
            public boolean hasChatTemplate() {
                return false;
            }

            @Override
            public int active() {
                return 0;
            }

            @Override
            public int waiting() {
                return 0;
            }

            @Override
            public Duration stepUnderWay() {
                return Duration.ZERO;
            }

            @Override
            public void measuredBy(GenerationMeter told) {
                meter = told;
            }

            @Override
            public Generation start(GenerationRequest request, Consumer<GenerationEvent> listener) {
                throw new UnsupportedOperationException("nothing is generated here");
            }
        };
    }
}
