package dev.modelservice.runtime.engine.llama.binding;

import static java.lang.foreign.MemoryLayout.PathElement.groupElement;
import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BOOLEAN;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;

/** {@code llama_model_params}, of which we set how much goes to a GPU. */
final class ModelParameters {

    static final StructLayout LAYOUT = MemoryLayout.structLayout(
            ADDRESS.withName("devices"),
            ADDRESS.withName("tensor_buft_overrides"),
            JAVA_INT.withName("n_gpu_layers"),
            JAVA_INT.withName("split_mode"),
            JAVA_INT.withName("load_mode"),
            JAVA_INT.withName("lazy_mode"),
            JAVA_INT.withName("main_gpu"),
            MemoryLayout.paddingLayout(4),
            ADDRESS.withName("tensor_split"),
            ADDRESS.withName("progress_callback"),
            ADDRESS.withName("progress_callback_user_data"),
            ADDRESS.withName("kv_overrides"),
            JAVA_BOOLEAN.withName("vocab_only"),
            JAVA_BOOLEAN.withName("check_tensors"),
            JAVA_BOOLEAN.withName("use_extra_bufts"),
            JAVA_BOOLEAN.withName("no_host"),
            JAVA_BOOLEAN.withName("no_alloc"),
            JAVA_BOOLEAN.withName("load_mtp"),
            MemoryLayout.paddingLayout(2));

    private static final long GPU_LAYERS = offset("n_gpu_layers");

    private ModelParameters() {}

    /** Whether the library's defaults lie where this layout has them. */
    static boolean match(MemorySegment defaults) {
        return defaults.get(JAVA_INT, GPU_LAYERS) == -1
                && defaults.get(JAVA_INT, offset("split_mode")) == 1
                && defaults.get(JAVA_INT, offset("load_mode")) == -1
                && defaults.get(JAVA_INT, offset("main_gpu")) == 0
                && defaults.get(ADDRESS, offset("tensor_split")).equals(MemorySegment.NULL)
                && defaults.get(ADDRESS, offset("kv_overrides")).equals(MemorySegment.NULL)
                && !flag(defaults, "vocab_only")
                && !flag(defaults, "check_tensors")
                && flag(defaults, "use_extra_bufts")
                && !flag(defaults, "no_alloc");
    }

    private static boolean flag(MemorySegment parameters, String name) {
        return parameters.get(JAVA_BOOLEAN, offset(name));
    }

    /** Layers of the model that a GPU computes; below 0 for all of them. */
    static void gpuLayers(MemorySegment parameters, int layers) {
        parameters.set(JAVA_INT, GPU_LAYERS, layers);
    }

    private static long offset(String name) {
        return LAYOUT.byteOffset(groupElement(name));
    }
}
