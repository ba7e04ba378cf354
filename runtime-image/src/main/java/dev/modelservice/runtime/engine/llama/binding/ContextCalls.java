package dev.modelservice.runtime.engine.llama.binding;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BOOLEAN;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;

/** Functions that compute with a model. One thread at a time. */
final class ContextCalls {

    private static final MethodHandle DEFAULTS = Native.call(ContextParameters.LAYOUT);
    private static final MethodHandle CREATE = Native.call(ADDRESS, ADDRESS, ContextParameters.LAYOUT);
    private static final MethodHandle TAKES_POINTER = Native.callVoid(ADDRESS);
    private static final MethodHandle POINTER_OF_POINTER = Native.call(ADDRESS, ADDRESS);
    private static final MethodHandle INT_OF_POINTER = Native.call(JAVA_INT, ADDRESS);
    private static final MethodHandle DECODE = Native.call(JAVA_INT, ADDRESS, StepBatch.LAYOUT);
    private static final MethodHandle LOGITS = Native.call(ADDRESS, ADDRESS, JAVA_INT);
    private static final MethodHandle LAST_POSITION = Native.call(JAVA_INT, ADDRESS, JAVA_INT);
    private static final MethodHandle REMOVE = Native.call(JAVA_BOOLEAN, ADDRESS, JAVA_INT, JAVA_INT, JAVA_INT);

    private final MemorySegment defaults;
    private final MemorySegment create;
    private final MemorySegment free;
    private final MemorySegment memory;
    private final MemorySegment tokensPerSequence;
    private final MemorySegment decode;
    private final MemorySegment synchronize;
    private final MemorySegment logits;
    private final MemorySegment lastPosition;
    private final MemorySegment remove;

    ContextCalls(SymbolLookup symbols) {
        defaults = Native.function(symbols, "llama_context_default_params");
        create = Native.function(symbols, "llama_init_from_model");
        free = Native.function(symbols, "llama_free");
        memory = Native.function(symbols, "llama_get_memory");
        tokensPerSequence = Native.function(symbols, "llama_n_ctx_seq");
        decode = Native.function(symbols, "llama_decode");
        synchronize = Native.function(symbols, "llama_synchronize");
        logits = Native.function(symbols, "llama_get_logits_ith");
        lastPosition = Native.function(symbols, "llama_memory_seq_pos_max");
        remove = Native.function(symbols, "llama_memory_seq_rm");
    }

    MemorySegment defaults(SegmentAllocator allocator) {
        try {
            return (MemorySegment) DEFAULTS.invokeExact(defaults, allocator);
        } catch (Throwable e) {
            throw Native.failed(e);
        }
    }

    /** NULL if it cannot be made; the log says why. */
    MemorySegment create(MemorySegment model, MemorySegment parameters) {
        try {
            return (MemorySegment) CREATE.invokeExact(create, model, parameters);
        } catch (Throwable e) {
            throw Native.failed(e);
        }
    }

    void free(MemorySegment context) {
        try {
            TAKES_POINTER.invokeExact(free, context);
        } catch (Throwable e) {
            throw Native.failed(e);
        }
    }

    MemorySegment memory(MemorySegment context) {
        try {
            return (MemorySegment) POINTER_OF_POINTER.invokeExact(memory, context);
        } catch (Throwable e) {
            throw Native.failed(e);
        }
    }

    int tokensPerSequence(MemorySegment context) {
        try {
            return (int) INT_OF_POINTER.invokeExact(tokensPerSequence, context);
        } catch (Throwable e) {
            throw Native.failed(e);
        }
    }

    /** Computes a batch to its end, also where a GPU would go on with it in the background. */
    int decode(MemorySegment context, MemorySegment batch) {
        try {
            int code = (int) DECODE.invokeExact(decode, context, batch);
            TAKES_POINTER.invokeExact(synchronize, context);
            return code;
        } catch (Throwable e) {
            throw Native.failed(e);
        }
    }

    MemorySegment logits(MemorySegment context, int index) {
        try {
            return (MemorySegment) LOGITS.invokeExact(logits, context, index);
        } catch (Throwable e) {
            throw Native.failed(e);
        }
    }

    /** The last position of the sequence that is in the memory, -1 if none is. */
    int lastPosition(MemorySegment memory, int sequence) {
        try {
            return (int) LAST_POSITION.invokeExact(lastPosition, memory, sequence);
        } catch (Throwable e) {
            throw Native.failed(e);
        }
    }

    /** Forgets the sequence from this position on; false if this kind of memory can only forget the whole. */
    boolean forget(MemorySegment memory, int sequence, int from) {
        try {
            return (boolean) REMOVE.invokeExact(remove, memory, sequence, from, -1);
        } catch (Throwable e) {
            throw Native.failed(e);
        }
    }
}
