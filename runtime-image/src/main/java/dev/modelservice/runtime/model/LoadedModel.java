package dev.modelservice.runtime.model;

import dev.modelservice.runtime.engine.Engine;
import dev.modelservice.runtime.generate.TextGenerator;
import java.time.Duration;
import java.util.Optional;

/**
 * A model that answered its warm-up.
 *
 * @param loadTime from the first look at the folder to the end of the warm-up
 * @param bytes of all files of the folder
 */
public record LoadedModel(ModelMetadata metadata, Engine engine, Duration loadTime, long bytes) {

    /** What writes texts, where the model can. */
    public Optional<TextGenerator> generator() {
        return engine.generator();
    }
}
