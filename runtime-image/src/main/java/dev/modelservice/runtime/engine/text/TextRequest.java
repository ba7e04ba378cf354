package dev.modelservice.runtime.engine.text;

import dev.modelservice.runtime.batch.Weight;
import dev.modelservice.runtime.engine.Prepared;
import java.util.List;

/** A request's texts as tokens; any two of them can run together. */
record TextRequest(List<Tokens.Row> rows) implements Prepared {

    private static final String KIND = "texts";

    @Override
    public Weight weight() {
        return new Weight(Math.max(1, rows.size()), tokens(), KIND);
    }

    @Override
    public int tokens() {
        return rows.stream().mapToInt(Tokens.Row::length).sum();
    }
}
