/**
 * How much memory this process may use, and whether a model fits.
 *
 * <p>Imports nothing of ours; engines ask it before they open a model.
 */
@NullMarked
package dev.modelservice.runtime.memory;

import org.jspecify.annotations.NullMarked;
