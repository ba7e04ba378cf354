package dev.modelservice.runtime.generate;

import org.jspecify.annotations.Nullable;

/**
 * How the next token is chosen out of the likely ones.
 *
 * @param temperature 0 takes the likeliest always; 1 as the model learned; above, wilder
 * @param topP keeps the likeliest tokens that have this probability together; 1 keeps all
 * @param topK keeps so many of the likeliest; 0 keeps all
 * @param minP keeps tokens at least so likely, relative to the likeliest; 0 keeps all
 * @param frequencyPenalty -2 to 2; above 0, a token is less likely each time it was used
 * @param presencePenalty -2 to 2; above 0, a token is less likely once it was used
 * @param seed makes the same choice twice on the same machine; absent, another each time
 */
public record Sampling(
        double temperature,
        double topP,
        int topK,
        double minP,
        double frequencyPenalty,
        double presencePenalty,
        @Nullable Long seed) {

    /** OpenAI's defaults. */
    public static final Sampling DEFAULT = new Sampling(1, 1, 0, 0, 0, 0, null);

    /** The likeliest token, always. */
    public static final Sampling GREEDY = new Sampling(0, 1, 0, 0, 0, 0, null);
}
