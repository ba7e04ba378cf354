package dev.modelservice.runtime.engine.llama.gguf;

/**
 * How much memory generation needs, about.
 *
 * @param weights bytes of the model, which are read from the file into memory
 * @param cache bytes that are kept of the tokens of all texts at work
 * @param computing bytes of one step
 */
public record MemoryNeed(long weights, long cache, long computing) {

    private static final int HALF = 2;
    private static final int SINGLE = 4;
    /** Buffers as wide as a layer, and as a feed-forward part, that a step holds at once; read off what llama.cpp reports. */
    private static final int BUFFERS = 6;

    private static final int BLOCK = 256;

    /**
     * What a model needs.
     *
     * @param sequences texts at once
     * @param contextTokens most tokens of each
     * @param batchTokens most tokens of one step
     */
    public static MemoryNeed of(ModelShape model, int sequences, int contextTokens, int batchTokens) {
        long cells = (long) sequences * padded(contextTokens);
        long step = (long) batchTokens * (BUFFERS * model.width() + 2 * model.widest()) * SINGLE;
        long mask = (long) batchTokens * padded(contextTokens) * HALF;
        long outputs = 2L * sequences * model.words() * SINGLE;
        return new MemoryNeed(model.fileBytes(), cells * model.cachedPerToken() * HALF, step + mask + outputs);
    }

    private static long padded(int tokens) {
        return (long) (tokens + BLOCK - 1) / BLOCK * BLOCK;
    }

    public long total() {
        return weights + cache + computing;
    }

    /** For people. */
    public String inWords() {
        return "about %d MiB (%d for the model, %d for what is kept of the texts, %d to compute with)"
                .formatted(mebibytes(total()), mebibytes(weights), mebibytes(cache), mebibytes(computing));
    }

    private static long mebibytes(long bytes) {
        return (bytes + (1 << 20) - 1) >> 20;
    }
}
