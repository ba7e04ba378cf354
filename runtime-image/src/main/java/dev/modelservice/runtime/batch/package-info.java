/**
 * Which requests run together, and when.
 *
 * <p>{@code BatchQueue} decides and is plain data: it gets the time as a number and starts no thread. {@code Batcher} owns
 * the threads and decides nothing. Imports nothing of ours: what is queued is anybody's.
 */
@NullMarked
package dev.modelservice.runtime.batch;

import org.jspecify.annotations.NullMarked;
