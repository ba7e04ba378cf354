package dev.modelservice.runtime.http;

import dev.modelservice.runtime.request.InferenceRequest;

/** A request for an inference, and how its answer is to be written. */
record V2Request(InferenceRequest request, OutputForm form) {}
