package dev.modelservice.runtime.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modelservice.runtime.EchoEngine;
import dev.modelservice.runtime.FragileEngine;
import dev.modelservice.runtime.RuntimeParts;
import dev.modelservice.runtime.engine.Engine;
import dev.modelservice.runtime.generate.Generation;
import dev.modelservice.runtime.generate.GenerationEvent;
import dev.modelservice.runtime.generate.GenerationMeter;
import dev.modelservice.runtime.generate.GenerationRequest;
import dev.modelservice.runtime.generate.TextGenerator;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class LivenessTest {

    private final AtomicLong clock = new AtomicLong();

    @Test
    void aBatchThatDoesNotEndIsNoticedAndForgivenWhenItEnds() throws Exception {
        FragileEngine engine = new FragileEngine();
        RuntimeParts parts = parts(engine);
        assertThat(status(parts)).isEqualTo(HealthCheckResponse.Status.UP);
        FragileEngine.Outcome outcome = FragileEngine.submit(parts, FragileEngine.STUCK);
        engine.awaitStuck();

        clock.addAndGet(Duration.ofSeconds(299).toNanos());
        assertThat(status(parts)).isEqualTo(HealthCheckResponse.Status.UP);
        clock.addAndGet(Duration.ofSeconds(1).toNanos());
        assertThat(status(parts)).isEqualTo(HealthCheckResponse.Status.DOWN);

        engine.release();
        assertThat(outcome.await()).isEqualTo("answered");
        while (status(parts) == HealthCheckResponse.Status.DOWN) {
            Thread.onSpinWait();
        }
    }

    @Test
    void whatOnlyWaitsIsNotStuck() throws Exception {
        FragileEngine engine = new FragileEngine();
        RuntimeParts parts = parts(engine);
        FragileEngine.Outcome first = FragileEngine.submit(parts, FragileEngine.STUCK);
        engine.awaitStuck();
        FragileEngine.Outcome second = FragileEngine.submit(parts, "fine");
        clock.addAndGet(Duration.ofSeconds(20).toNanos());

        assertThat(parts.inference().longestUnderWay()).isEqualTo(Duration.ofSeconds(20));

        engine.release();
        assertThat(first.await()).isEqualTo("answered");
        assertThat(second.await()).isEqualTo("answered");
    }

    @Test
    void aStepOfTextGenerationThatDoesNotEndIsNoticed() {
        StuckGenerator generator = new StuckGenerator(Duration.ofMinutes(5));

        assertThat(status(parts(new EchoEngine(generator)))).isEqualTo(HealthCheckResponse.Status.DOWN);
    }

    private RuntimeParts parts(Engine engine) {
        return RuntimeParts.of(engine, Map.of(), clock::get);
    }

    private static HealthCheckResponse.Status status(RuntimeParts parts) {
        return new HealthChecks()
                .engine(parts.inference(), parts.config())
                .call()
                .getStatus();
    }

    private record StuckGenerator(Duration stepUnderWay) implements TextGenerator {

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
            return 1;
        }

        @Override
        public int waiting() {
            return 0;
        }

        @Override
        public void measuredBy(GenerationMeter meter) {}

        @Override
        public Generation start(GenerationRequest request, Consumer<GenerationEvent> listener) {
            throw new UnsupportedOperationException();
        }
    }
}
