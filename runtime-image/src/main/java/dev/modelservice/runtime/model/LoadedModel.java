package dev.modelservice.runtime.model;

import dev.modelservice.runtime.engine.Engine;
import java.time.Duration;

/**
 * A model that answered its warm-up.
 *
 * @param loadTime from the first look at the folder to the end of the warm-up
 * @param bytes of all files of the folder
 */
public record LoadedModel(ModelMetadata metadata, Engine engine, Duration loadTime, long bytes) {}
