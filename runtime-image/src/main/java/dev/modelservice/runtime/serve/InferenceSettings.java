package dev.modelservice.runtime.serve;

import java.time.Duration;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * How requests are run.
 *
 * @param workers batches at the same time; absent, what the engine thinks good
 * @param cpus that there are
 * @param maxWait how long anyone waits for their turn
 * @param maxBatchRows of one batch; absent, what the engine thinks good
 * @param maxBatchUnits of one batch; absent, what the engine thinks good
 * @param maxBatchWait how long a request is kept from a free worker for others to join it
 */
public record InferenceSettings(
        OptionalInt workers,
        int cpus,
        Duration maxWait,
        OptionalInt maxBatchRows,
        OptionalLong maxBatchUnits,
        Duration maxBatchWait) {

    /** Batches at the same time, with an engine that thinks so many good. */
    int workers(OptionalInt ofEngine) {
        return workers.orElse(ofEngine.orElse(cpus));
    }
}
