package dev.modelservice.runtime;

import dev.modelservice.runtime.engine.Engine;
import dev.modelservice.runtime.engine.EngineFactory;
import dev.modelservice.runtime.engine.EngineOptions;
import dev.modelservice.runtime.lifecycle.Readiness;
import dev.modelservice.runtime.metrics.ServingMetrics;
import dev.modelservice.runtime.model.ModelState;
import dev.modelservice.runtime.model.ModelStore;
import dev.modelservice.runtime.serve.Admission;
import dev.modelservice.runtime.serve.Drain;
import dev.modelservice.runtime.serve.DrainPolicy;
import dev.modelservice.runtime.serve.Inference;
import dev.modelservice.runtime.serve.InferenceSettings;
import dev.modelservice.runtime.serve.Running;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

/** The runtime without CDI, around an engine of a test's own that serves as {@code m}. */
public record RuntimeParts(
        RuntimeConfig config,
        SimpleMeterRegistry registry,
        ServingMetrics metrics,
        ModelStore store,
        Inference inference,
        Admission admission,
        Drain drain,
        Readiness readiness) {

    public static final String MODEL = "m";

    /** With these settings beside the defaults, by the names of their methods. */
    public static RuntimeParts of(Engine engine, Map<String, String> settings) {
        return of(engine, settings, System::nanoTime);
    }

    /** With a clock of the test's own. */
    public static RuntimeParts of(Engine engine, Map<String, String> settings, LongSupplier nanoTime) {
        RuntimeConfig config = TestConfig.of(settings);
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        ServingMetrics metrics = new ServingMetrics(registry, MODEL);
        ModelStore store = new ModelStore(MODEL, Path.of("."), List.of(factory(engine)), new EngineOptions(1));
        if (!(store.load() instanceof ModelState.Serving)) {
            throw new IllegalStateException("the engine of the test does not load: " + store.state());
        }
        Inference inference = new Inference(
                store,
                new InferenceSettings(
                        OptionalInt.of(1),
                        1,
                        Duration.ofSeconds(30),
                        OptionalInt.empty(),
                        OptionalLong.empty(),
                        Duration.ZERO),
                new Running(nanoTime),
                metrics,
                nanoTime);
        Drain drain = new Drain(new DrainPolicy(Duration.ofSeconds(20), Duration.ofSeconds(2)), nanoTime);
        return new RuntimeParts(
                config,
                registry,
                metrics,
                store,
                inference,
                new Admission(config.maxQueue()),
                drain,
                new Readiness(store, drain));
    }

    private static EngineFactory factory(Engine engine) {
        return new EngineFactory() {
            @Override
            public String expects() {
                return "anything";
            }

            @Override
            public boolean recognises(Path folder) {
                return true;
            }

            @Override
            public Engine open(Path folder, EngineOptions options) {
                return engine;
            }
        };
    }

    /** How many requests ended so. */
    public double ended(String protocol, String outcome) {
        return registry.get("modelservice.runtime.requests")
                .tags("protocol", protocol, "outcome", outcome)
                .counter()
                .count();
    }
}
