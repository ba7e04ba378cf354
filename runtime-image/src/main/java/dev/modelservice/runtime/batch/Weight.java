package dev.modelservice.runtime.batch;

/**
 * What a request adds to a batch.
 *
 * @param rows how many inputs it has for the model, 1 or more
 * @param units the work in it, in whatever the engine counts (tokens, or rows again)
 * @param kind what it can run together with: requests of equal kinds
 */
public record Weight(int rows, long units, Object kind) {

    /** A request that runs alone. */
    public static Weight alone(int rows, long units) {
        return new Weight(rows, units, new Object());
    }
}
