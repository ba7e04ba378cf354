package dev.modelservice.runtime.serve;

import dev.modelservice.runtime.engine.EngineException;
import dev.modelservice.runtime.metrics.ServingMetrics;
import dev.modelservice.runtime.model.LoadedModel;
import dev.modelservice.runtime.model.ModelMetadata;
import dev.modelservice.runtime.model.ModelState;
import dev.modelservice.runtime.model.ModelStore;
import dev.modelservice.runtime.request.InferenceRequest;
import dev.modelservice.runtime.request.InferenceResponse;
import dev.modelservice.runtime.request.RejectedException;
import dev.modelservice.runtime.request.Rejection;
import dev.modelservice.runtime.request.Tensor;
import dev.modelservice.runtime.request.TensorSpec;
import java.time.Duration;
import java.util.List;

/** Answers requests with the model, whatever protocol they came by. A batcher would go in here. */
public final class Inference {

    private final ModelStore store;
    private final Running running;
    private final ServingMetrics metrics;

    public Inference(ModelStore store, Running running, ServingMetrics metrics) {
        this.store = store;
        this.running = running;
        this.metrics = metrics;
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
     * Runs the model on the calling thread.
     *
     * @throws RejectedException if the request does not fit the model, or the engine could not run it
     */
    public InferenceResponse infer(InferenceRequest request) {
        LoadedModel model = loaded(request.model());
        model.metadata().signature().objection(request).ifPresent(malformed -> {
            throw new RejectedException(malformed);
        });
        List<String> outputs = request.outputs().isEmpty()
                ? model.metadata().signature().outputs().stream()
                        .map(TensorSpec::name)
                        .toList()
                : request.outputs();
        return new InferenceResponse(request.model(), request.id(), run(model, request.inputs(), outputs));
    }

    private List<Tensor> run(LoadedModel model, List<Tensor> inputs, List<String> outputs) {
        long ticket = running.begin();
        long start = System.nanoTime();
        try {
            return model.engine().run(inputs, outputs);
        } catch (EngineException e) {
            throw new RejectedException(new Rejection.EngineFailed(e.getMessage()));
        } finally {
            running.end(ticket);
            metrics.inference(Duration.ofNanos(System.nanoTime() - start));
        }
    }

    private LoadedModel loaded(String model) {
        if (!model.equals(store.name())) {
            throw new RejectedException(new Rejection.UnknownModel(
                    "there is no model '%s' here; this server has '%s'".formatted(model, store.name())));
        }
        return switch (store.state()) {
            case ModelState.Serving serving -> serving.model();
            case ModelState.Loading loading ->
                throw new RejectedException(new Rejection.NotReady("model '" + model + "' is being loaded"));
            case ModelState.Failed failed ->
                throw new RejectedException(
                        new Rejection.NotReady("model '" + model + "' could not be loaded: " + failed.message()));
        };
    }
}
