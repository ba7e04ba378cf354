/**
 * Reads what a golden pod left behind.
 *
 * <p>Values in, values out; must not import a client.
 */
@NullMarked
package dev.modelservice.operator.golden;

import org.jspecify.annotations.NullMarked;
