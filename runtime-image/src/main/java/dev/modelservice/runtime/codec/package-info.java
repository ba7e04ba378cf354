/**
 * What the codecs of several transports share: raw tensors, parameters, compressed bodies, and the threads for large ones.
 *
 * <p>Knows requests; must not import a transport, an engine or what serves.
 */
@NullMarked
package dev.modelservice.runtime.codec;

import org.jspecify.annotations.NullMarked;
