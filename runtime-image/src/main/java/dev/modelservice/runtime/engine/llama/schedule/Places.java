package dev.modelservice.runtime.engine.llama.schedule;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Where sequences are computed. A free place remembers what was computed in it last, so that a text that begins alike goes on there. */
final class Places {

    private static final Tokens NOTHING = new Tokens(new int[0]);

    private final @Nullable Sequence[] taken;
    private final Tokens[] left;
    private final long[] freedAt;
    private long freed;

    Places(int count) {
        taken = new @Nullable Sequence[count];
        left = new Tokens[count];
        freedAt = new long[count];
        Arrays.fill(left, NOTHING);
    }

    /** Gives the sequence the free place where most of its prompt is computed already, else the one free for longest; false if none is free. */
    boolean take(Sequence sequence) {
        int best = -1;
        int bestStart = 0;
        for (int place = 0; place < taken.length; place++) {
            if (taken[place] != null) {
                continue;
            }
            int start = left[place].commonStart(sequence.tokens);
            if (best < 0 || start > bestStart || (start == bestStart && freedAt[place] < freedAt[best])) {
                best = place;
                bestStart = start;
            }
        }
        if (best < 0) {
            return false;
        }
        taken[best] = sequence;
        left[best] = NOTHING;
        sequence.begin(best, Math.min(bestStart, sequence.promptTokens() - 1));
        return true;
    }

    void free(Sequence sequence) {
        left[sequence.place()] = sequence.tokens.first(sequence.computed());
        freedAt[sequence.place()] = ++freed;
        taken[sequence.place()] = null;
    }
}
