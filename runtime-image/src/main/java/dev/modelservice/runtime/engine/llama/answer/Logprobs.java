package dev.modelservice.runtime.engine.llama.answer;

import dev.modelservice.runtime.generate.TokenLogprob;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.IntFunction;

/** Log-probabilities out of a model's raw values, one for each word of its vocabulary. */
public final class Logprobs {

    private Logprobs() {}

    /**
     * How likely the chosen token was.
     *
     * @param top how many of the likeliest tokens to tell beside it
     * @param name what a token stands for
     */
    public static TokenLogprob of(float[] logits, int chosen, int top, IntFunction<String> name) {
        double total = logOfSum(logits);
        List<TokenLogprob> likeliest = new ArrayList<>(top);
        for (int token : likeliest(logits, top)) {
            likeliest.add(new TokenLogprob(name.apply(token), logits[token] - total, List.of()));
        }
        return new TokenLogprob(name.apply(chosen), logits[chosen] - total, likeliest);
    }

    private static double logOfSum(float[] logits) {
        float largest = Float.NEGATIVE_INFINITY;
        for (float logit : logits) {
            largest = Math.max(largest, logit);
        }
        double sum = 0;
        for (float logit : logits) {
            sum += Math.exp(logit - largest);
        }
        return largest + Math.log(sum);
    }

    private static List<Integer> likeliest(float[] logits, int top) {
        Comparator<Integer> byLogit = Comparator.comparingDouble(token -> logits[token]);
        PriorityQueue<Integer> kept = new PriorityQueue<>(top + 1, byLogit);
        for (int token = 0; token < logits.length && top > 0; token++) {
            if (kept.size() < top) {
                kept.add(token);
            } else if (logits[token] > logits[kept.element()]) {
                kept.remove();
                kept.add(token);
            }
        }
        return kept.stream().sorted(byLogit.reversed()).toList();
    }
}
