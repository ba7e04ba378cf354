package dev.modelservice.runtime.generate;

import java.util.List;

/**
 * How likely a token was.
 *
 * @param token its text; pieces of a character show as U+FFFD
 * @param logprob natural logarithm of its probability, before sampling settings
 * @param top the likeliest tokens at this place, likeliest first; their own lists are empty
 */
public record TokenLogprob(String token, double logprob, List<TokenLogprob> top) {

    public TokenLogprob {
        top = List.copyOf(top);
    }
}
