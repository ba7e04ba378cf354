package dev.modelservice.runtime.engine.llama.gguf;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * How long texts may be, and what that needs.
 *
 * @param tokens most tokens of a prompt and its answer together
 */
public record ContextChoice(int tokens, MemoryNeed need) {

    private static final int LEAST = 512;

    /**
     * What is wanted; where nobody said, what the model learned with, as far as the bound and the memory allow.
     *
     * @param bound most tokens where nobody said
     * @return empty if the memory does not suffice
     */
    public static Optional<ContextChoice> choose(
            ModelShape model, OptionalInt wanted, int bound, int sequences, int batchTokens, OptionalLong memoryBytes) {
        int tokens = wanted.orElse(Math.min(bound, model.trainedContext()));
        while (true) {
            ContextChoice choice = new ContextChoice(tokens, MemoryNeed.of(model, sequences, tokens, batchTokens));
            if (memoryBytes.isEmpty() || choice.need.total() <= memoryBytes.getAsLong()) {
                return Optional.of(choice);
            }
            if (wanted.isPresent() || tokens / 2 < LEAST) {
                return Optional.empty();
            }
            tokens /= 2;
        }
    }
}
