/**
 * GGUF files: which one a model folder means, what stands in its header, and how much memory the model needs.
 *
 * <p>Reads headers only and loads nothing. Imports nothing of ours but the exception for models that are no good.
 */
@NullMarked
package dev.modelservice.runtime.engine.llama.gguf;

import org.jspecify.annotations.NullMarked;
