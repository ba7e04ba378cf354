package dev.modelservice.runtime.request;

import java.time.Duration;

/**
 * How a request fared in the engine.
 *
 * @param queued from its arrival to the start of its batch
 * @param computed from there to its answer
 * @param batchRows rows that ran together, its own among them
 */
public record Timing(Duration queued, Duration computed, int batchRows) {}
