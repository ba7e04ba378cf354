package dev.modelservice.runtime.generate;

/**
 * What an answer took, in tokens.
 *
 * @param cachedTokens those of the prompt that were computed for an earlier request already
 */
public record Usage(int promptTokens, int completionTokens, int cachedTokens) {

    public int totalTokens() {
        return promptTokens + completionTokens;
    }
}
