/**
 * Protobuf's encoding, field by field: as much of it as messages without groups need.
 *
 * <p>Knows no message of ours. Every read is within the bounds of what it reads from, and takes no memory but for the result.
 */
@NullMarked
package dev.modelservice.runtime.grpc.wire;

import org.jspecify.annotations.NullMarked;
