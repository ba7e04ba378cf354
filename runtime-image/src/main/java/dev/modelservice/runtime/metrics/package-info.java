/**
 * The numbers that operations asks for; their names are public API.
 *
 * <p>Must not import a transport or an engine.
 */
@NullMarked
package dev.modelservice.runtime.metrics;

import org.jspecify.annotations.NullMarked;
