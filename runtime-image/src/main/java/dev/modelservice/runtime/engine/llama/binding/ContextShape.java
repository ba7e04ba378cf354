package dev.modelservice.runtime.engine.llama.binding;

/**
 * How much a context holds and how it computes.
 *
 * @param sequences most sequences at once
 * @param tokensPerSequence most tokens of each
 * @param batchTokens most tokens of a step
 * @param threads that compute a step
 * @param gpu whether a GPU may be used for it
 */
public record ContextShape(int sequences, int tokensPerSequence, int batchTokens, int threads, boolean gpu) {}
