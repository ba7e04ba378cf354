package dev.modelservice.runtime.engine.llama.schedule;

/**
 * Tokens of one sequence that are computed in one step.
 *
 * @param from index of the first of them
 */
public record Slice(Sequence sequence, int from, int count) {

    public int end() {
        return from + count;
    }

    /** How many of them belong to the prompt. */
    public int promptTokens() {
        return Math.max(0, Math.min(end(), sequence.promptTokens()) - from);
    }

    /** Whether all known tokens are computed with it, so that the next can be chosen. */
    public boolean completes() {
        return end() == sequence.promptTokens() + sequence.generatedTokens();
    }
}
