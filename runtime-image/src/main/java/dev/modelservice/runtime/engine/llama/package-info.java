/**
 * Text generation with GGUF models by llama.cpp: several texts at once, by continuous batching.
 *
 * <p>{@code schedule} decides what is computed, {@code answer} what is told, {@code binding} alone knows native memory; the
 * classes here join them. Imports nothing of ours but {@code generate}, {@code request} and the parent package.
 */
@NullMarked
package dev.modelservice.runtime.engine.llama;

import org.jspecify.annotations.NullMarked;
