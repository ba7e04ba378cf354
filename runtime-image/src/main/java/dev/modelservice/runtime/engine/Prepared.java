package dev.modelservice.runtime.engine;

import dev.modelservice.runtime.batch.Weight;

/** A request as its engine wants it. Each engine has its own. */
public interface Prepared {

    /** What it adds to a batch. */
    Weight weight();

    /** How many tokens its texts have; 0 where there are none. */
    default int tokens() {
        return 0;
    }
}
