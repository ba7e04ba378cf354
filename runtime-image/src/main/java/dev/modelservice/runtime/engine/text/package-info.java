/**
 * Text in front of a tensor engine: tokens in, pooled and normalised embeddings out.
 *
 * <p>Must not import a transport or a backend; the only package that imports {@code ai.djl}.
 */
@NullMarked
package dev.modelservice.runtime.engine.text;

import org.jspecify.annotations.NullMarked;
