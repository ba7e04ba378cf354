package dev.modelservice.runtime.model;

import dev.modelservice.runtime.engine.Engine;
import dev.modelservice.runtime.engine.EngineException;
import dev.modelservice.runtime.engine.EngineFactory;
import dev.modelservice.runtime.engine.EngineOptions;
import dev.modelservice.runtime.engine.InvalidModelException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jboss.logging.Logger;

/** Loads the model of this process and knows where it stands. */
public final class ModelStore {

    private static final Logger LOG = Logger.getLogger(ModelStore.class);

    private final String name;
    private final Path folder;
    private final List<EngineFactory> engines;
    private final EngineOptions options;
    private final AtomicReference<ModelState> state = new AtomicReference<>(new ModelState.Loading());

    public ModelStore(String name, Path folder, List<EngineFactory> engines, EngineOptions options) {
        this.name = name;
        this.folder = folder;
        this.engines = List.copyOf(engines);
        this.options = options;
    }

    public String name() {
        return name;
    }

    public ModelState state() {
        return state.get();
    }

    /** The model as the repository index shows it. */
    public RepositoryEntry entry() {
        return RepositoryEntry.of(name, state.get());
    }

    /** Loads the model, runs it once, and serves it from then on; or says why that cannot be. */
    public ModelState load() {
        ModelState next;
        try {
            next = new ModelState.Serving(open());
        } catch (InvalidModelException e) {
            next = new ModelState.Failed(e.getMessage());
        } catch (RuntimeException | LinkageError e) {
            next = new ModelState.Failed("the model in %s cannot be loaded: %s".formatted(folder, e));
        }
        state.set(next);
        return next;
    }

    private LoadedModel open() throws InvalidModelException {
        long start = System.nanoTime();
        ModelFolder files = ModelFolder.read(folder);
        EngineFactory factory = engines.stream()
                .filter(engine -> engine.recognises(folder))
                .findFirst()
                .orElseThrow(() -> files.notRecognised(
                        engines.stream().map(EngineFactory::expects).toList()));
        Engine engine = factory.open(folder, options);
        LOG.debugf("Model %s is open", name);
        warmUp(engine);
        ModelMetadata metadata = new ModelMetadata(
                name, ModelMetadata.ONLY_VERSION, engine.platform(), engine.task(), engine.signature());
        return new LoadedModel(metadata, engine, Duration.ofNanos(System.nanoTime() - start), files.bytes());
    }

    private void warmUp(Engine engine) throws InvalidModelException {
        try {
            WarmUp.run(engine, System::nanoTime);
        } catch (EngineException e) {
            engine.close();
            throw new InvalidModelException(
                    "the model in %s was opened but did not answer its warm-up: %s".formatted(folder, e.getMessage()),
                    e);
        }
    }
}
