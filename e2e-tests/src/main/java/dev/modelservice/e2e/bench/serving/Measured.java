package dev.modelservice.e2e.bench.serving;

import dev.modelservice.e2e.bench.figures.Figure;
import dev.modelservice.e2e.bench.figures.Work;
import java.time.Duration;

/** Whatever answers the same questions, and can be measured at it. */
interface Measured {

    /** As progress and notes call it. */
    String name();

    Figure measure(Work work, Duration length);
}
