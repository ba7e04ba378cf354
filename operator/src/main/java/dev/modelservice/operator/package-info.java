/** Configuration and wiring; the only package that knows how the parts are put together. */
@NullMarked
package dev.modelservice.operator;

import org.jspecify.annotations.NullMarked;
