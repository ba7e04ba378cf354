/**
 * OpenAI's API: models, embeddings, completions and chat, over HTTP.
 *
 * <p>Transport only; must not import an engine. Bytes become values ({@code …Codec}), events become JSON ({@code Dialect},
 * {@code Chunks}); only {@code …Resource} and {@code …Routes} know the web server.
 */
@NullMarked
package dev.modelservice.runtime.openai;

import org.jspecify.annotations.NullMarked;
