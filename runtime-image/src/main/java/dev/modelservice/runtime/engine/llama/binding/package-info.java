/**
 * llama.cpp, called by Java's foreign-function interface, on the prebuilt libraries of one exact version.
 *
 * <p>The only package that knows native memory. What it offers to others is safe to call with any values, except that a
 * model or a context must not be used after it was closed, and a context by one thread at a time. Layouts of structures
 * are written down by hand; {@link LlamaLibrary#open} refuses libraries that do not match them.
 */
@NullMarked
package dev.modelservice.runtime.engine.llama.binding;

import org.jspecify.annotations.NullMarked;
