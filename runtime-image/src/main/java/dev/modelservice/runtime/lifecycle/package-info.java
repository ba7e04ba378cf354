/**
 * Start, health and end of the process.
 *
 * <p>Must not import a transport or an engine.
 */
@NullMarked
package dev.modelservice.runtime.lifecycle;

import org.jspecify.annotations.NullMarked;
