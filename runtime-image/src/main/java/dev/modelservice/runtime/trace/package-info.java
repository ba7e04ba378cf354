/**
 * Spans of requests, for whoever collects them by OpenTelemetry.
 *
 * <p>The only package that imports {@code io.opentelemetry}, whose classes are loaded only where an endpoint is set. Must not
 * import a transport or an engine.
 */
@NullMarked
package dev.modelservice.runtime.trace;

import org.jspecify.annotations.NullMarked;
