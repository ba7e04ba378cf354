/**
 * The Open Inference Protocol V2 over gRPC, with gRPC's own health and reflection services.
 *
 * <p>Transport only; must not import HTTP's transport or an engine. gRPC is its framing and trailers over the HTTP/2 that is
 * here anyway, and messages are read straight into tensors: see ADR 0011.
 */
@NullMarked
package dev.modelservice.runtime.grpc;

import org.jspecify.annotations.NullMarked;
