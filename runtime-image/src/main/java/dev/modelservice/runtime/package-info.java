/**
 * The inference runtime: its configuration and how its parts are put together.
 *
 * <p>Nothing in the packages below imports this one, except for {@code RuntimeConfig}.
 */
@NullMarked
package dev.modelservice.runtime;

import org.jspecify.annotations.NullMarked;
