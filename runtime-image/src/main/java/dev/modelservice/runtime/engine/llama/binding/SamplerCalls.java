package dev.modelservice.runtime.engine.llama.binding;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BOOLEAN;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;

/** Functions that choose a token. */
final class SamplerCalls {

    /** {@code no_perf}, and nothing else. */
    private static final StructLayout CHAIN_PARAMETERS = MemoryLayout.structLayout(JAVA_BOOLEAN);

    private static final MethodHandle CHAIN = Native.call(ADDRESS, CHAIN_PARAMETERS);
    private static final MethodHandle ADD = Native.callVoid(ADDRESS, ADDRESS);
    private static final MethodHandle FREE = Native.callVoid(ADDRESS);
    private static final MethodHandle SAMPLE = Native.call(JAVA_INT, ADDRESS, ADDRESS, JAVA_INT);
    private static final MethodHandle OF_NOTHING = Native.call(ADDRESS);
    private static final MethodHandle OF_INT = Native.call(ADDRESS, JAVA_INT);
    private static final MethodHandle OF_FLOAT = Native.call(ADDRESS, JAVA_FLOAT);
    private static final MethodHandle OF_FLOAT_AND_SIZE = Native.call(ADDRESS, JAVA_FLOAT, JAVA_LONG);
    private static final MethodHandle PENALTIES =
            Native.call(ADDRESS, JAVA_INT, JAVA_INT, JAVA_FLOAT, JAVA_FLOAT, JAVA_FLOAT);

    private final MemorySegment chain;
    private final MemorySegment add;
    private final MemorySegment free;
    private final MemorySegment sample;
    private final MemorySegment greedy;
    private final MemorySegment random;
    private final MemorySegment topK;
    private final MemorySegment topP;
    private final MemorySegment minP;
    private final MemorySegment temperature;
    private final MemorySegment penalties;

    SamplerCalls(SymbolLookup symbols) {
        chain = Native.function(symbols, "llama_sampler_chain_init");
        add = Native.function(symbols, "llama_sampler_chain_add");
        free = Native.function(symbols, "llama_sampler_free");
        sample = Native.function(symbols, "llama_sampler_sample");
        greedy = Native.function(symbols, "llama_sampler_init_greedy");
        random = Native.function(symbols, "llama_sampler_init_dist");
        topK = Native.function(symbols, "llama_sampler_init_top_k");
        topP = Native.function(symbols, "llama_sampler_init_top_p");
        minP = Native.function(symbols, "llama_sampler_init_min_p");
        temperature = Native.function(symbols, "llama_sampler_init_temp");
        penalties = Native.function(symbols, "llama_sampler_init_penalties");
    }

    MemorySegment chain() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment parameters = arena.allocate(CHAIN_PARAMETERS);
            parameters.set(JAVA_BOOLEAN, 0, true);
            return (MemorySegment) CHAIN.invokeExact(chain, parameters);
        } catch (Throwable e) {
            throw Native.failed(e);
        }
    }

    /** From here on the link belongs to the chain. */
    void add(MemorySegment chain, MemorySegment link) {
        try {
            ADD.invokeExact(add, chain, link);
        } catch (Throwable e) {
            throw Native.failed(e);
        }
    }

    void free(MemorySegment chain) {
        try {
            FREE.invokeExact(free, chain);
        } catch (Throwable e) {
            throw Native.failed(e);
        }
    }

    int sample(MemorySegment chain, MemorySegment context, int index) {
        try {
            return (int) SAMPLE.invokeExact(sample, chain, context, index);
        } catch (Throwable e) {
            throw Native.failed(e);
        }
    }

    MemorySegment greedy() {
        try {
            return (MemorySegment) OF_NOTHING.invokeExact(greedy);
        } catch (Throwable e) {
            throw Native.failed(e);
        }
    }

    MemorySegment random(int seed) {
        return ofInt(random, seed);
    }

    MemorySegment topK(int k) {
        return ofInt(topK, k);
    }

    MemorySegment topP(float p) {
        return ofFloatAndSize(topP, p, 1);
    }

    MemorySegment minP(float p) {
        return ofFloatAndSize(minP, p, 1);
    }

    MemorySegment temperature(float degrees) {
        try {
            return (MemorySegment) OF_FLOAT.invokeExact(temperature, degrees);
        } catch (Throwable e) {
            throw Native.failed(e);
        }
    }

    MemorySegment penalties(int vocabulary, int lastTokens, float frequency, float presence) {
        try {
            return (MemorySegment) PENALTIES.invokeExact(penalties, vocabulary, lastTokens, 1.0f, frequency, presence);
        } catch (Throwable e) {
            throw Native.failed(e);
        }
    }

    private static MemorySegment ofInt(MemorySegment function, int value) {
        try {
            return (MemorySegment) OF_INT.invokeExact(function, value);
        } catch (Throwable e) {
            throw Native.failed(e);
        }
    }

    private static MemorySegment ofFloatAndSize(MemorySegment function, float value, long size) {
        try {
            return (MemorySegment) OF_FLOAT_AND_SIZE.invokeExact(function, value, size);
        } catch (Throwable e) {
            throw Native.failed(e);
        }
    }
}
