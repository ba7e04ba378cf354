/**
 * What text generation is to everybody: a request, the events that answer it, and who can produce them.
 *
 * <p>Values and interfaces; imports nothing of ours but {@code request}, no transport and no engine.
 */
@NullMarked
package dev.modelservice.runtime.generate;

import org.jspecify.annotations.NullMarked;
