package dev.modelservice.runtime.engine.text;

import dev.modelservice.runtime.batch.Weight;
import dev.modelservice.runtime.engine.Prepared;
import java.util.List;

/**
 * A request's texts as tokens; any two requests can run together.
 *
 * @param outputs what is wanted of each text
 */
record TextRequest(List<Tokens> rows, List<String> outputs) implements Prepared {

    private static final String KIND = "texts";

    @Override
    public Weight weight() {
        return new Weight(Math.max(1, rows.size()), tokens(), KIND);
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
