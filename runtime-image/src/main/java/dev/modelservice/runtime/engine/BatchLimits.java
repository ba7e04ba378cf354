package dev.modelservice.runtime.engine;

/**
 * How much of a model's requests run together at the most.
 *
 * @param rows inputs of all requests
 * @param units work of all requests, in what the engine counts
 */
public record BatchLimits(int rows, long units) {}
