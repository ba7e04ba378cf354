package dev.modelservice.runtime.request;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The answer to an {@link InferenceRequest}, its outputs in the order in which they were asked for.
 *
 * @param tokens how many tokens the request's texts had; 0 for a model that does not take texts
 * @param timing how it fared in the engine, where that was measured
 */
public record InferenceResponse(
        String model,
        @Nullable String id,
        List<Tensor> outputs,
        int tokens,
        @Nullable Timing timing) {

    public InferenceResponse {
        outputs = List.copyOf(outputs);
    }

    /** An answer that nobody measured. */
    public InferenceResponse(String model, @Nullable String id, List<Tensor> outputs, int tokens) {
        this(model, id, outputs, tokens, null);
    }
}
