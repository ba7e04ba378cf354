package dev.modelservice.runtime;

import dev.modelservice.runtime.codec.CodecThreads;
import dev.modelservice.runtime.engine.EngineFactory;
import dev.modelservice.runtime.engine.EngineOptions;
import dev.modelservice.runtime.engine.GenerationOptions;
import dev.modelservice.runtime.lifecycle.Readiness;
import dev.modelservice.runtime.memory.MemoryRoom;
import dev.modelservice.runtime.metrics.ServingMetrics;
import dev.modelservice.runtime.model.ModelStore;
import dev.modelservice.runtime.model.ServerMetadata;
import dev.modelservice.runtime.serve.Admission;
import dev.modelservice.runtime.serve.Drain;
import dev.modelservice.runtime.serve.DrainPolicy;
import dev.modelservice.runtime.serve.Entrance;
import dev.modelservice.runtime.serve.Inference;
import dev.modelservice.runtime.serve.InferenceSettings;
import dev.modelservice.runtime.serve.Running;
import dev.modelservice.runtime.trace.Tracing;
import dev.modelservice.runtime.trace.Tracings;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.OptionalLong;
import java.util.ServiceLoader;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Puts the parts together; they know nothing of CDI. */
@Singleton
public final class RuntimeWiring {

    @Produces
    @Singleton
    ModelStore modelStore(RuntimeConfig config) {
        List<EngineFactory> engines = ServiceLoader.load(EngineFactory.class).stream()
                .map(ServiceLoader.Provider::get)
                .toList();
        MemoryRoom memory = MemoryRoom.ofThisProcess();
        GenerationOptions generation = new GenerationOptions(
                config.llamaLibraryDirectory(),
                config.contextTokens(),
                config.maxTexts(),
                config.maxStepTokens(),
                config.maxQueue(),
                config.gpuLayers(),
                OptionalLong.of(memory.besideTheHeap()));
        EngineOptions options = new EngineOptions(
                config.intraOpThreads().orElse(cpus()), config.maxBatchRows(), config.device(), memory, generation);
        return new ModelStore(config.modelName(), config.modelDirectory(), engines, options);
    }

    @Produces
    @Singleton
    Admission admission(RuntimeConfig config) {
        return new Admission(config.maxQueue());
    }

    @Produces
    @Singleton
    Tracing tracing(RuntimeConfig config) {
        return Tracings.of(config.modelName(), System::getenv, Clock.systemUTC());
    }

    @Produces
    @Singleton
    Running running() {
        return new Running(System::nanoTime);
    }

    @Produces
    @Singleton
    Inference inference(ModelStore store, Running running, ServingMetrics metrics, RuntimeConfig config) {
        InferenceSettings settings = new InferenceSettings(
                config.maxConcurrency(),
                cpus(),
                Duration.ofSeconds(config.maxWaitSeconds()),
                config.maxBatchRows(),
                config.maxBatchUnits(),
                Duration.of(config.maxBatchWaitMicros(), ChronoUnit.MICROS));
        Inference inference = new Inference(store, settings, running, metrics, System::nanoTime);
        metrics.watch(
                () -> inference.atWork() + inference.writing(),
                () -> inference.waiting() + inference.waitingToBeWritten());
        return inference;
    }

    @Produces
    @Singleton
    Drain drain(RuntimeConfig config) {
        DrainPolicy policy = new DrainPolicy(
                Duration.ofSeconds(config.drainSeconds()), Duration.ofMillis(config.drainQuietMillis()));
        return new Drain(policy, System::nanoTime);
    }

    @Produces
    @Singleton
    Entrance entrance(
            Inference inference,
            Admission admission,
            Drain drain,
            ServingMetrics metrics,
            Tracing tracing,
            RuntimeConfig config) {
        long heap = Runtime.getRuntime().maxMemory();
        long maxHeldBytes = config.maxHeldBytes().orElse(heap / 2);
        return new Entrance(
                inference, admission, drain, metrics, tracing, Math.max(maxHeldBytes, config.maxRequestBytes()));
    }

    @Produces
    @Singleton
    CodecThreads codecThreads() {
        return new CodecThreads(cpus());
    }

    @Produces
    @Singleton
    Readiness readiness(ModelStore store, Drain drain) {
        return new Readiness(store, drain);
    }

    @Produces
    @Singleton
    ServerMetadata serverMetadata(@ConfigProperty(name = "quarkus.application.version") String version) {
        return ServerMetadata.ofVersion(version);
    }

    @Produces
    @Singleton
    ServingMetrics servingMetrics(MeterRegistry registry, RuntimeConfig config) {
        return new ServingMetrics(registry, config.modelName());
    }

    /** The container's CPUs, as the JVM reads them from the cgroup. */
    private static int cpus() {
        return Runtime.getRuntime().availableProcessors();
    }
}
