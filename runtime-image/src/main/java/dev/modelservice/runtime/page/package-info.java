/**
 * The description of this server's HTTP API, filled with the model that it serves, and a page to read and try it.
 *
 * <p>Transport only; must not import an engine.
 */
@NullMarked
package dev.modelservice.runtime.page;

import org.jspecify.annotations.NullMarked;
