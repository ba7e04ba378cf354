/**
 * Which tokens of which text are computed next: continuous batching as values, without a thread, a clock or a model.
 *
 * <p>Imports nothing of ours.
 */
@NullMarked
package dev.modelservice.runtime.engine.llama.schedule;

import org.jspecify.annotations.NullMarked;
