package dev.modelservice.runtime.engine.llama.binding;

import dev.modelservice.runtime.generate.Sampling;
import java.lang.foreign.MemorySegment;

/** Chooses the tokens of one text; remembers them for the penalties, and where its random numbers are. */
public final class Sampler implements AutoCloseable {

    private final SamplerCalls calls;
    private final MemorySegment chain;

    /**
     * The links come in llama.cpp's own order.
     *
     * @param longest most tokens that are chosen, for the penalties to remember
     * @param seed used where the sampling names none
     */
    Sampler(SamplerCalls calls, Sampling sampling, int vocabulary, int longest, int seed) {
        this.calls = calls;
        this.chain = calls.chain();
        if (sampling.frequencyPenalty() != 0 || sampling.presencePenalty() != 0) {
            add(calls.penalties(
                    vocabulary, longest, (float) sampling.frequencyPenalty(), (float) sampling.presencePenalty()));
        }
        if (sampling.temperature() == 0) {
            add(calls.greedy());
            return;
        }
        if (sampling.topK() > 0) {
            add(calls.topK(sampling.topK()));
        }
        if (sampling.topP() < 1) {
            add(calls.topP((float) sampling.topP()));
        }
        if (sampling.minP() > 0) {
            add(calls.minP((float) sampling.minP()));
        }
        if (sampling.temperature() != 1) {
            add(calls.temperature((float) sampling.temperature()));
        }
        add(calls.random(sampling.seed() == null ? seed : number(sampling.seed())));
    }

    /** llama.cpp takes 32 bits, of which all ones mean "a random seed". */
    private static int number(long seed) {
        int folded = Long.hashCode(seed);
        return folded == -1 ? Integer.MAX_VALUE : folded;
    }

    private void add(MemorySegment link) {
        calls.add(chain, link);
    }

    MemorySegment chain() {
        return chain;
    }

    @Override
    public void close() {
        calls.free(chain);
    }
}
