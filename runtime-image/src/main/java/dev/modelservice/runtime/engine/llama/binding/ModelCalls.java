package dev.modelservice.runtime.engine.llama.binding;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BOOLEAN;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;

/** Functions about a model's weights and what is written beside them. */
final class ModelCalls {

    private static final MethodHandle DEFAULTS = Native.call(ModelParameters.LAYOUT);
    private static final MethodHandle LOAD = Native.call(ADDRESS, ADDRESS, ModelParameters.LAYOUT);
    private static final MethodHandle FREE = Native.callVoid(ADDRESS);
    private static final MethodHandle POINTER_OF_POINTER = Native.call(ADDRESS, ADDRESS);
    private static final MethodHandle POINTER_OF_POINTERS = Native.call(ADDRESS, ADDRESS, ADDRESS);
    private static final MethodHandle INT_OF_POINTER = Native.call(JAVA_INT, ADDRESS);
    private static final MethodHandle BOOLEAN_OF_POINTER = Native.call(JAVA_BOOLEAN, ADDRESS);
    private static final MethodHandle APPLY_TEMPLATE =
            Native.call(JAVA_INT, ADDRESS, ADDRESS, JAVA_LONG, JAVA_BOOLEAN, ADDRESS, JAVA_INT);

    private final MemorySegment defaults;
    private final MemorySegment load;
    private final MemorySegment free;
    private final MemorySegment vocabulary;
    private final MemorySegment template;
    private final MemorySegment trainedContext;
    private final MemorySegment hasEncoder;
    private final MemorySegment hasDecoder;
    private final MemorySegment isDiffusion;
    private final MemorySegment applyTemplate;

    ModelCalls(SymbolLookup symbols) {
        defaults = Native.function(symbols, "llama_model_default_params");
        load = Native.function(symbols, "llama_model_load_from_file");
        free = Native.function(symbols, "llama_model_free");
        vocabulary = Native.function(symbols, "llama_model_get_vocab");
        template = Native.function(symbols, "llama_model_chat_template");
        trainedContext = Native.function(symbols, "llama_model_n_ctx_train");
        hasEncoder = Native.function(symbols, "llama_model_has_encoder");
        hasDecoder = Native.function(symbols, "llama_model_has_decoder");
        isDiffusion = Native.function(symbols, "llama_model_is_diffusion");
        applyTemplate = Native.function(symbols, "llama_chat_apply_template");
    }

    MemorySegment defaults(SegmentAllocator allocator) {
        try {
            return (MemorySegment) DEFAULTS.invokeExact(defaults, allocator);
        } catch (Throwable e) {
            throw Native.failed(e);
        }
    }

    /** NULL if the file cannot be loaded; the log says why. */
    MemorySegment load(MemorySegment path, MemorySegment parameters) {
        try {
            return (MemorySegment) LOAD.invokeExact(load, path, parameters);
        } catch (Throwable e) {
            throw Native.failed(e);
        }
    }

    void free(MemorySegment model) {
        try {
            FREE.invokeExact(free, model);
        } catch (Throwable e) {
            throw Native.failed(e);
        }
    }

    MemorySegment vocabulary(MemorySegment model) {
        try {
            return (MemorySegment) POINTER_OF_POINTER.invokeExact(vocabulary, model);
        } catch (Throwable e) {
            throw Native.failed(e);
        }
    }

    /** The template for conversations, NULL if the model has none. It lives as long as the model. */
    MemorySegment template(MemorySegment model) {
        try {
            return (MemorySegment) POINTER_OF_POINTERS.invokeExact(template, model, MemorySegment.NULL);
        } catch (Throwable e) {
            throw Native.failed(e);
        }
    }

    int trainedContext(MemorySegment model) {
        try {
            return (int) INT_OF_POINTER.invokeExact(trainedContext, model);
        } catch (Throwable e) {
            throw Native.failed(e);
        }
    }

    /** Whether it goes on from a text, token by token, and needs no other text beside it. */
    boolean isGenerative(MemorySegment model) {
        return is(hasDecoder, model) && !is(hasEncoder, model) && !is(isDiffusion, model);
    }

    private static boolean is(MemorySegment question, MemorySegment model) {
        try {
            return (boolean) BOOLEAN_OF_POINTER.invokeExact(question, model);
        } catch (Throwable e) {
            throw Native.failed(e);
        }
    }

    /** How many bytes the conversation has as a text, of which no more than fit are written; below 0 if the template is unknown. */
    int applyTemplate(MemorySegment template, MemorySegment messages, long count, MemorySegment into) {
        try {
            return (int) APPLY_TEMPLATE.invokeExact(
                    applyTemplate, template, messages, count, true, into, Math.toIntExact(into.byteSize()));
        } catch (Throwable e) {
            throw Native.failed(e);
        }
    }
}
