package dev.modelservice.runtime.openai;

import dev.modelservice.runtime.generate.GenerationEvent;

/**
 * What was told of one of the texts that were ordered.
 *
 * @param text its index
 */
record Told(int text, GenerationEvent event) {}
