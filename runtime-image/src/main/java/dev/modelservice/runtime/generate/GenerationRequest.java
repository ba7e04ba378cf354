package dev.modelservice.runtime.generate;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One text that is wanted.
 *
 * @param maxTokens most tokens to generate; absent, as many as the context holds
 * @param stop texts at which generation ends; they are not part of the answer
 * @param topLogprobs how many alternatives to tell for each token, with log-probabilities; absent for none at all, 0 for
 *     the chosen token's only
 * @param deadlineNanos on the clock of {@code System.nanoTime}, after which nobody waits any more; absent for none
 */
public record GenerationRequest(
        Prompt prompt,
        @Nullable Integer maxTokens,
        Sampling sampling,
        List<String> stop,
        @Nullable Integer topLogprobs,
        @Nullable Long deadlineNanos) {

    public GenerationRequest {
        stop = List.copyOf(stop);
    }
}
