package dev.modelservice.runtime.serve;

import dev.modelservice.runtime.serve.Statistics.Total;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongSupplier;

/** Counts what a model does. Safe for several threads. */
final class ModelStatistics {

    /** A client chooses how many rows it sends, so their numbers are not kept without end. */
    private static final int MAX_BATCH_SIZES = 256;

    private final LongSupplier epochMillis;
    private final Map<Integer, Total> batches = new TreeMap<>();
    private long lastInferenceMillis;
    private long inferences;
    private long executions;
    private Total success = Total.NONE;
    private Total fail = Total.NONE;
    private Total queue = Total.NONE;
    private Total computeInput = Total.NONE;
    private Total computeInfer = Total.NONE;

    ModelStatistics(LongSupplier epochMillis) {
        this.epochMillis = epochMillis;
    }

    /** A run of so many rows begins. Counted before it ends, so that whoever has an answer finds its run counted. */
    synchronized void began(int rows) {
        executions++;
        if (batches.size() < MAX_BATCH_SIZES || batches.containsKey(rows)) {
            batches.merge(rows, Total.NONE.plus(0), (before, _) -> before.plus(0));
        }
    }

    /** The run ended. */
    synchronized void ran(int rows, Duration time) {
        batches.computeIfPresent(rows, (_, total) -> total.lasting(time.toNanos()));
    }

    /** A request of so many rows was answered, after this time in the engine. */
    synchronized void answered(int rows, Duration prepared, Duration waited, Duration inEngine) {
        lastInferenceMillis = epochMillis.getAsLong();
        inferences += rows;
        computeInput = computeInput.plus(prepared.toNanos());
        queue = queue.plus(waited.toNanos());
        computeInfer = computeInfer.plus(inEngine.toNanos());
        success = success.plus(prepared.plus(waited).plus(inEngine).toNanos());
    }

    /** An accepted request was refused after this time. */
    synchronized void failed(Duration time) {
        fail = fail.plus(time.toNanos());
    }

    synchronized Statistics snapshot() {
        return new Statistics(
                lastInferenceMillis,
                inferences,
                executions,
                success,
                fail,
                queue,
                computeInput,
                computeInfer,
                batches.entrySet().stream()
                        .map(entry -> new Statistics.Batch(entry.getKey(), entry.getValue()))
                        .toList());
    }
}
