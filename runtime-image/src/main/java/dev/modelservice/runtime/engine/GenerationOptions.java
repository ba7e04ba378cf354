package dev.modelservice.runtime.engine;

import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * How texts are generated.
 *
 * @param llamaLibraries the folder of llama.cpp's libraries; which folder it is decides for processors or for a GPU
 * @param contextTokens most tokens of a prompt and its answer together; absent, as many as the model was trained with, at
 *     most {@link #DEFAULT_CONTEXT_TOKENS}, and fewer if the memory would not do
 * @param texts most texts at work at once
 * @param stepTokens most tokens of one step
 * @param queue most accepted texts that wait for a place
 * @param gpuLayers layers of the model that a GPU computes; 0 for none, below 0 for all
 * @param memoryBytes what the model may take; absent, no limit
 */
public record GenerationOptions(
        Path llamaLibraries,
        OptionalInt contextTokens,
        int texts,
        int stepTokens,
        int queue,
        int gpuLayers,
        OptionalLong memoryBytes) {

    /** The bound where nobody asks for a longer context. */
    public static final int DEFAULT_CONTEXT_TOKENS = 4096;

    /** What is good for most. */
    public static final GenerationOptions DEFAULT =
            new GenerationOptions(Path.of("/opt/llama"), OptionalInt.empty(), 8, 512, 256, 0, OptionalLong.empty());

    /** llama.cpp is built with this bound. */
    private static final int MOST_TEXTS = 256;

    public GenerationOptions {
        between(1, contextTokens.orElse(1), Integer.MAX_VALUE, "context tokens");
        between(1, texts, MOST_TEXTS, "texts at once");
        between(texts, stepTokens, 1 << 16, "tokens of a step");
        between(0, queue, Integer.MAX_VALUE, "texts that wait");
    }

    private static void between(int least, int value, int most, String name) {
        if (value < least || value > most) {
            throw new IllegalArgumentException("%s: %d is not from %d to %d".formatted(name, value, least, most));
        }
    }
}
