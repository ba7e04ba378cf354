/**
 * The Open Inference Protocol V2 and {@code /predict} over HTTP: bytes to requests, responses to bytes.
 *
 * <p>Transport only; must not import an engine.
 */
@NullMarked
package dev.modelservice.runtime.http;

import org.jspecify.annotations.NullMarked;
