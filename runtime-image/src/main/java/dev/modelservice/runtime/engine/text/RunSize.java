package dev.modelservice.runtime.engine.text;

import dev.modelservice.runtime.engine.BatchLimits;
import dev.modelservice.runtime.engine.Device;
import dev.modelservice.runtime.engine.EngineOptions;

/**
 * How large runs and batches of texts are.
 *
 * @param texts of one run
 * @param tokens of one run, padding included; a longer text runs alone
 * @param runCost what a run costs by itself, in tokens
 */
record RunSize(int texts, long tokens, int runCost) {

    private static final int TEXTS = 32;
    /**
     * For each thread. Measured with MiniLM on two cores: a token costs the least in runs of 128 to 512, 5 % more in runs of
     * 1024 and 10 % more in runs of 2048, which do not fit into the caches; and 2048 take 65 MB more.
     */
    private static final int TOKENS_PER_THREAD = 256;

    private static final int LEAST_TOKENS = 512;
    private static final int MOST_TOKENS = 2048;
    /** The weights are read once for each run: measured with MiniLM as 2 to 3 ms, where a token is 0.25 ms. */
    private static final int RUN_COST = 12;
    /** A GPU is idle at small runs. Not measured: none was at hand. */
    private static final RunSize ON_GPU = new RunSize(64, 16_384, 256);

    /** Texts of more runs than one are sorted together, so that there are some of like length. */
    private static final int RUNS_PER_BATCH = 4;

    private static final int TEXTS_PER_BATCH = 64;

    static RunSize of(EngineOptions options) {
        if (options.device() == Device.CUDA) {
            return new RunSize(
                    Math.min(options.maxBatchRows().orElse(ON_GPU.texts), ON_GPU.texts), ON_GPU.tokens, ON_GPU.runCost);
        }
        int texts = options.maxBatchRows().orElse(TEXTS);
        long tokens = Math.clamp((long) options.intraOpThreads() * TOKENS_PER_THREAD, LEAST_TOKENS, MOST_TOKENS);
        return new RunSize(Math.min(texts, TEXTS), tokens, RUN_COST);
    }

    RunSize oneByOne() {
        return new RunSize(1, tokens, runCost);
    }

    boolean isOneByOne() {
        return texts == 1;
    }

    boolean admits(int count, int longest) {
        return count == 1 || (count <= texts && (long) count * longest <= tokens);
    }

    /** Requests that must run one by one are left to several workers. */
    BatchLimits limits() {
        return isOneByOne() ? new BatchLimits(1, 1) : new BatchLimits(TEXTS_PER_BATCH, RUNS_PER_BATCH * tokens);
    }
}
