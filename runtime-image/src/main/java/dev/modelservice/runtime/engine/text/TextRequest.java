package dev.modelservice.runtime.engine.text;

import dev.modelservice.runtime.batch.Weight;
import dev.modelservice.runtime.engine.Prepared;
import java.util.List;

/**
 * A request's texts as tokens.
 *
 * @param outputs what is wanted of each text
 * @param alone whether its texts run without those of other requests
 */
record TextRequest(List<Tokens> rows, List<String> outputs, boolean alone) implements Prepared {

    private static final String KIND = "texts";

    @Override
    public Weight weight() {
        int texts = Math.max(1, rows.size());
        return alone ? Weight.alone(texts, tokens()) : new Weight(texts, tokens(), KIND);
    }

    @Override
    public int tokens() {
        int tokens = 0;
        for (Tokens row : rows) {
            tokens += row.length();
        }
        return tokens;
    }
}
