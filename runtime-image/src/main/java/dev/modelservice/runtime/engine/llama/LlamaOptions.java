package dev.modelservice.runtime.engine.llama;

import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * How texts are generated.
 *
 * @param libraryDirectory the folder of llama.cpp's libraries; which folder it is decides for processors or for a GPU
 * @param contextTokens most tokens of a prompt and its answer together; absent, as many as the model was trained with, at
 *     most {@link #DEFAULT_CONTEXT_TOKENS}, and fewer if the memory would not do
 * @param sequences most texts at work at once
 * @param batchTokens most tokens of one step
 * @param threads that compute a step
 * @param queue most accepted texts that wait for a place
 * @param gpuLayers layers of the model that a GPU computes; 0 for none, below 0 for all
 * @param memoryBytes what the process may use; absent, no limit
 */
public record LlamaOptions(
        Path libraryDirectory,
        OptionalInt contextTokens,
        int sequences,
        int batchTokens,
        int threads,
        int queue,
        int gpuLayers,
        OptionalLong memoryBytes) {

    /** The bound where nobody asks for a longer context. */
    public static final int DEFAULT_CONTEXT_TOKENS = 4096;

    /** llama.cpp is built with this bound. */
    private static final int MOST_SEQUENCES = 256;

    public LlamaOptions {
        atLeast(1, contextTokens.orElse(1), "contextTokens");
        atLeast(1, sequences, "sequences");
        if (sequences > MOST_SEQUENCES) {
            throw new IllegalArgumentException(
                    "sequences is %d and must be at most %d".formatted(sequences, MOST_SEQUENCES));
        }
        atLeast(sequences, batchTokens, "batchTokens");
        atLeast(1, threads, "threads");
        atLeast(0, queue, "queue");
    }

    private static void atLeast(int least, int value, String name) {
        if (value < least) {
            throw new IllegalArgumentException("%s is %d and must be at least %d".formatted(name, value, least));
        }
    }

    /** For a container with so many processors. */
    public static LlamaOptions defaults(Path libraryDirectory, int processors) {
        return new LlamaOptions(libraryDirectory, OptionalInt.empty(), 8, 512, processors, 64, 0, OptionalLong.empty());
    }
}
