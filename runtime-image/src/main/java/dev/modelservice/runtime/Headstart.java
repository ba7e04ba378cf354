package dev.modelservice.runtime;

import dev.modelservice.runtime.engine.EngineFactory;
import java.nio.file.Path;
import java.util.ServiceLoader;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Prepares the engine that the model will need while the server is still reading its configuration, so only by a guess from the
 * environment at where the model lies. A wrong one costs nothing but the head start.
 */
final class Headstart {

    private static final String MODEL_DIRECTORY = "MODELSERVICE_RUNTIME_MODEL_DIRECTORY";

    private final Path folder;
    private final Iterable<EngineFactory> engines;

    Headstart(Path folder, Iterable<EngineFactory> engines) {
        this.folder = folder;
        this.engines = engines;
    }

    static Headstart of(Function<String, @Nullable String> environment) {
        String folder = environment.apply(MODEL_DIRECTORY);
        return new Headstart(
                Path.of(folder == null ? RuntimeConfig.USUAL_MODEL_DIRECTORY : folder),
                ServiceLoader.load(EngineFactory.class));
    }

    Path folder() {
        return folder;
    }

    // What does not work here is told when the model is opened, which does it again.
    @SuppressWarnings("EmptyCatch")
    void run() {
        try {
            for (EngineFactory engine : engines) {
                if (engine.recognises(folder)) {
                    engine.prepare();
                    return;
                }
            }
        } catch (RuntimeException | Error _) {
        }
    }
}
