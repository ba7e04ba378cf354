/**
 * Brings a model over HTTPS into a folder before the runtime starts: the init container {@code fetch-model}.
 *
 * <p>A plain program; must not import the runtime or Quarkus.
 */
@NullMarked
package dev.modelservice.fetch;

import org.jspecify.annotations.NullMarked;
