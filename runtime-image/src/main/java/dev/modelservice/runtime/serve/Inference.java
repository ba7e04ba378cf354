package dev.modelservice.runtime.serve;

import dev.modelservice.runtime.batch.BatchPolicy;
import dev.modelservice.runtime.batch.Batcher;
import dev.modelservice.runtime.engine.BatchLimits;
import dev.modelservice.runtime.engine.Prepared;
import dev.modelservice.runtime.generate.TextGenerator;
import dev.modelservice.runtime.metrics.ServingMetrics;
import dev.modelservice.runtime.model.LoadedModel;
import dev.modelservice.runtime.model.ModelMetadata;
import dev.modelservice.runtime.model.ModelState;
import dev.modelservice.runtime.model.ModelStore;
import dev.modelservice.runtime.model.RepositoryEntry;
import dev.modelservice.runtime.request.InferenceRequest;
import dev.modelservice.runtime.request.RejectedException;
import dev.modelservice.runtime.request.Rejection;
import dev.modelservice.runtime.request.Signature;
import dev.modelservice.runtime.request.Tensor;
import dev.modelservice.runtime.request.TensorSpec;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.LongSupplier;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/** Answers requests with the model, whatever protocol they came by: checks them, and hands them to the batcher. */
public final class Inference {

    private final ModelStore store;
    private final InferenceSettings settings;
    private final Running running;
    private final ServingMetrics metrics;
    private final LongSupplier nanoTime;
    private final ModelStatistics statistics = new ModelStatistics(System::currentTimeMillis);
    private volatile @Nullable Serving serving;

    private record Serving(LoadedModel model, BatchWorker worker, Batcher<Job> batcher) {}

    public Inference(
            ModelStore store,
            InferenceSettings settings,
            Running running,
            ServingMetrics metrics,
            LongSupplier nanoTime) {
        this.store = store;
        this.settings = settings;
        this.running = running;
        this.metrics = metrics;
        this.nanoTime = nanoTime;
    }

    /** The one model's name. */
    public String model() {
        return store.name();
    }

    /**
     * What the model takes and gives.
     *
     * @throws RejectedException if there is no such model, or it is not loaded
     */
    public ModelMetadata metadata(String model) {
        return loaded(model).metadata();
    }

    /**
     * What the model did so far.
     *
     * @throws RejectedException if there is no such model, or it is not loaded
     */
    public Statistics statistics(String model) {
        loaded(model);
        return statistics.snapshot();
    }

    /** The model as a repository of one, loaded or not. */
    public RepositoryEntry entry() {
        return store.entry();
    }

    /**
     * What writes texts, where the model can.
     *
     * @throws RejectedException if there is no such model, or it is not loaded
     */
    public Optional<TextGenerator> generator(String model) {
        return loaded(model).generator();
    }

    /**
     * About how much memory the request takes beside its body, with its answer.
     *
     * @throws RejectedException if there is no such model, or it is not loaded
     */
    public long footprint(InferenceRequest request) {
        return Footprint.of(request, loaded(request.model()).metadata().signature());
    }

    /**
     * Prepares a request on the calling thread and queues it.
     *
     * @param reply told the end, unless this throws
     * @throws RejectedException if the request does not fit the model
     */
    public Submission submit(InferenceRequest request, Reply reply) {
        Serving current = serving(loaded(request.model()));
        Signature signature = current.model.metadata().signature();
        signature.objection(request).ifPresent(malformed -> {
            throw new RejectedException(malformed);
        });
        long start = nanoTime.getAsLong();
        Prepared prepared = current.model.engine().prepare(inOrder(request, signature), outputs(request, signature));
        long now = nanoTime.getAsLong();
        Job job = new Job(request, prepared, Duration.ofNanos(now - start), reply);
        long number = current.batcher.offer(job, prepared.weight(), now + patience(request));
        return () -> current.batcher.remove(number);
    }

    /** How many requests are in the engine. */
    public int atWork() {
        Serving current = serving;
        return current == null ? 0 : current.worker.atWork();
    }

    /** How many requests could start at once. */
    public int free() {
        Serving current = serving;
        return current == null ? settings.workers(OptionalInt.empty()) : current.batcher.idle();
    }

    /** How many requests wait for their turn. */
    public int waiting() {
        Serving current = serving;
        return current == null ? 0 : current.batcher.waiting();
    }

    /** How long what the model has been at for longest is under way: a batch, or a step of text generation. */
    public Duration longestUnderWay() {
        Duration batch = running.oldest();
        Duration step = store.state() instanceof ModelState.Serving loaded
                ? loaded.model().generator().map(TextGenerator::stepUnderWay).orElse(Duration.ZERO)
                : Duration.ZERO;
        return batch.compareTo(step) > 0 ? batch : step;
    }

    /** How many of the threads that run the model have ended, which none should. */
    public int lostWorkers() {
        Serving current = serving;
        return current == null ? 0 : current.batcher.lost();
    }

    /** How many texts are being written. */
    public int writing() {
        return ifLoaded(TextGenerator::active);
    }

    /** How many texts wait until they are begun. */
    public int waitingToBeWritten() {
        return ifLoaded(TextGenerator::waiting);
    }

    private int ifLoaded(ToIntFunction<TextGenerator> figure) {
        return store.state() instanceof ModelState.Serving loaded
                ? loaded.model().generator().map(figure::applyAsInt).orElse(0)
                : 0;
    }

    /** The inputs in the model's order, so that those of several requests can be joined. */
    private static List<Tensor> inOrder(InferenceRequest request, Signature signature) {
        if (request.inputs().size() == 1) {
            return request.inputs();
        }
        return signature.inputs().stream()
                .map(spec -> request.inputs().stream()
                        .filter(input -> input.name().equals(spec.name()))
                        .findFirst()
                        .orElseThrow())
                .toList();
    }

    private static List<String> outputs(InferenceRequest request, Signature signature) {
        return request.outputs().isEmpty()
                ? signature.outputs().stream().map(TensorSpec::name).toList()
                : request.outputs();
    }

    private long patience(InferenceRequest request) {
        Duration timeout = request.timeout();
        return timeout == null || timeout.compareTo(settings.maxWait()) > 0
                ? settings.maxWait().toNanos()
                : timeout.toNanos();
    }

    private Serving serving(LoadedModel model) {
        Serving current = serving;
        return current != null ? current : start(model);
    }

    private synchronized Serving start(LoadedModel model) {
        Serving current = serving;
        if (current == null) {
            BatchLimits limits = model.engine().limits();
            BatchPolicy policy = new BatchPolicy(
                    settings.maxBatchRows().orElse(limits.rows()),
                    settings.maxBatchUnits().orElse(limits.units()),
                    settings.maxBatchWait());
            BatchWorker worker = new BatchWorker(model.engine(), running, metrics, statistics, nanoTime);
            int workers = settings.workers(model.engine().runsAtOnce());
            current = new Serving(model, worker, new Batcher<>(policy, workers, nanoTime, worker));
            serving = current;
        }
        return current;
    }

    private LoadedModel loaded(String model) {
        if (!model.equals(store.name())) {
            throw new RejectedException(new Rejection.UnknownModel(
                    "there is no model '%s' here; this server has '%s'".formatted(model, store.name())));
        }
        return switch (store.state()) {
            case ModelState.Serving loaded -> loaded.model();
            case ModelState.Loading _ ->
                throw new RejectedException(new Rejection.NotReady("model '" + model + "' is being loaded"));
            case ModelState.Failed failed ->
                throw new RejectedException(
                        new Rejection.NotReady("model '" + model + "' could not be loaded: " + failed.message()));
        };
    }
}
