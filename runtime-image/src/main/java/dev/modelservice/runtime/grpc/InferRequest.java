package dev.modelservice.runtime.grpc;

import dev.modelservice.runtime.request.InferenceRequest;

/**
 * A request for an inference, and how its answer is to be written.
 *
 * @param version of the model that was asked for; empty for any
 * @param raw whether outputs are wanted as raw bytes
 * @param markLast whether the last answer to it is to be marked as that
 */
record InferRequest(InferenceRequest request, String version, boolean raw, boolean markLast) {}
