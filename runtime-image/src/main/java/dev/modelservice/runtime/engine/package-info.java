/**
 * What runs a model: the interface that a backend implements, found by {@code ServiceLoader}.
 *
 * <p>Knows tensors; must not import a transport, Kubernetes or Quarkus.
 */
@NullMarked
package dev.modelservice.runtime.engine;

import org.jspecify.annotations.NullMarked;
