package dev.modelservice.runtime.engine.text;

import java.util.List;
import java.util.function.Function;

/** Whether a text's numbers are the same in company as alone. */
final class Company {

    private static final List<String> SHORT_AND_LONG = List.of(
            "ok", "A longer text of other words, so that its numbers are large where those of the first are small.");
    private static final float SAME = 1e-3f;

    private Company() {}

    /** Tries a short and a long text alone and together. */
    static boolean changesNothing(Tokenizer tokenizer, Function<List<Tokens>, List<float[]>> run) {
        List<Tokens> texts = SHORT_AND_LONG.stream().map(tokenizer::tokenize).toList();
        List<float[]> together = run.apply(texts);
        for (int i = 0; i < texts.size(); i++) {
            if (!agree(run.apply(List.of(texts.get(i))).getFirst(), together.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean agree(float[] alone, float[] together) {
        for (int i = 0; i < alone.length; i++) {
            if (!(Math.abs(alone[i] - together[i]) <= SAME * Math.max(1, Math.abs(alone[i])))) {
                return false;
            }
        }
        return true;
    }
}
