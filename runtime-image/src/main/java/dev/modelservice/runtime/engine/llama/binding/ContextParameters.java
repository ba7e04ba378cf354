package dev.modelservice.runtime.engine.llama.binding;

import static java.lang.foreign.MemoryLayout.PathElement.groupElement;
import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BOOLEAN;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;

/** {@code llama_context_params}. */
final class ContextParameters {

    static final StructLayout LAYOUT = MemoryLayout.structLayout(
            JAVA_INT.withName("n_ctx"),
            JAVA_INT.withName("n_batch"),
            JAVA_INT.withName("n_ubatch"),
            JAVA_INT.withName("n_seq_max"),
            JAVA_INT.withName("n_rs_seq"),
            JAVA_INT.withName("n_outputs_max"),
            JAVA_INT.withName("n_outputs_max_per_seq"),
            JAVA_INT.withName("n_threads"),
            JAVA_INT.withName("n_threads_batch"),
            JAVA_INT.withName("ctx_type"),
            JAVA_INT.withName("rope_scaling_type"),
            JAVA_INT.withName("pooling_type"),
            JAVA_INT.withName("attention_type"),
            JAVA_INT.withName("flash_attn_type"),
            JAVA_FLOAT.withName("rope_freq_base"),
            JAVA_FLOAT.withName("rope_freq_scale"),
            JAVA_FLOAT.withName("yarn_ext_factor"),
            JAVA_FLOAT.withName("yarn_attn_factor"),
            JAVA_FLOAT.withName("yarn_beta_fast"),
            JAVA_FLOAT.withName("yarn_beta_slow"),
            JAVA_INT.withName("yarn_orig_ctx"),
            JAVA_FLOAT.withName("defrag_thold"),
            ADDRESS.withName("cb_eval"),
            ADDRESS.withName("cb_eval_user_data"),
            JAVA_INT.withName("type_k"),
            JAVA_INT.withName("type_v"),
            ADDRESS.withName("abort_callback"),
            ADDRESS.withName("abort_callback_data"),
            JAVA_BOOLEAN.withName("embeddings"),
            JAVA_BOOLEAN.withName("offload_kqv"),
            JAVA_BOOLEAN.withName("no_perf"),
            JAVA_BOOLEAN.withName("op_offload"),
            JAVA_BOOLEAN.withName("swa_full"),
            JAVA_BOOLEAN.withName("kv_unified"),
            MemoryLayout.paddingLayout(2),
            ADDRESS.withName("samplers"),
            JAVA_LONG.withName("n_samplers"),
            ADDRESS.withName("ctx_other"));

    private static final int HALF_PRECISION = 1;

    private ContextParameters() {}

    /** Whether the library's defaults lie where this layout has them. */
    static boolean match(MemorySegment defaults) {
        return number(defaults, "n_ctx") == 512
                && number(defaults, "n_batch") == 2048
                && number(defaults, "n_ubatch") == 512
                && number(defaults, "n_seq_max") == 1
                && number(defaults, "n_threads") == 4
                && number(defaults, "n_threads_batch") == 4
                && number(defaults, "flash_attn_type") == -1
                && number(defaults, "type_k") == HALF_PRECISION
                && number(defaults, "type_v") == HALF_PRECISION
                && pointer(defaults, "abort_callback").equals(MemorySegment.NULL)
                && !flag(defaults, "embeddings")
                && flag(defaults, "offload_kqv")
                && flag(defaults, "no_perf")
                && flag(defaults, "op_offload")
                && flag(defaults, "swa_full")
                && !flag(defaults, "kv_unified")
                && pointer(defaults, "ctx_other").equals(MemorySegment.NULL);
    }

    static int number(MemorySegment parameters, String name) {
        return parameters.get(JAVA_INT, offset(name));
    }

    static void number(MemorySegment parameters, String name, int value) {
        parameters.set(JAVA_INT, offset(name), value);
    }

    static boolean flag(MemorySegment parameters, String name) {
        return parameters.get(JAVA_BOOLEAN, offset(name));
    }

    static void flag(MemorySegment parameters, String name, boolean value) {
        parameters.set(JAVA_BOOLEAN, offset(name), value);
    }

    static MemorySegment pointer(MemorySegment parameters, String name) {
        return parameters.get(ADDRESS, offset(name));
    }

    static void pointer(MemorySegment parameters, String name, MemorySegment value) {
        parameters.set(ADDRESS, offset(name), value);
    }

    private static long offset(String name) {
        return LAYOUT.byteOffset(groupElement(name));
    }
}
