package dev.modelservice.runtime.serve;

import java.util.List;

/**
 * What a model did since the process began, as V2's statistics extension counts it.
 *
 * @param lastInferenceMillis of the epoch, when a request was last answered; 0 for never
 * @param inferences rows that were answered
 * @param executions runs of the model; fewer than requests where these ran together
 * @param success requests that were answered, from their arrival on
 * @param fail requests that were accepted and not answered
 * @param queue waits for a turn
 * @param computeInput what requests needed before they could be queued, such as making tokens
 * @param computeInfer what requests spent in the engine
 * @param batches runs by how many rows they had, the smallest first
 */
public record Statistics(
        long lastInferenceMillis,
        long inferences,
        long executions,
        Total success,
        Total fail,
        Total queue,
        Total computeInput,
        Total computeInfer,
        List<Batch> batches) {

    /** How often something was done, and how long it took in all. */
    public record Total(long count, long nanos) {

        /** Never. */
        public static final Total NONE = new Total(0, 0);

        Total plus(long moreNanos) {
            return new Total(count + 1, nanos + moreNanos);
        }

        Total lasting(long moreNanos) {
            return new Total(count, nanos + moreNanos);
        }
    }

    /** Runs of so many rows. */
    public record Batch(int rows, Total computeInfer) {

        /** As often, in no time of its own: it is done before requests are joined. */
        public Total computeInput() {
            return new Total(computeInfer.count(), 0);
        }

        /** As often, in no time of its own: the engine gives outputs as they are sent. */
        public Total computeOutput() {
            return new Total(computeInfer.count(), 0);
        }
    }

    public Statistics {
        batches = List.copyOf(batches);
    }

    /** As often as there were answers, in no time of its own: the engine gives outputs as they are sent. */
    public Total computeOutput() {
        return new Total(computeInfer.count(), 0);
    }
}
