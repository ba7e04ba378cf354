package dev.modelservice.runtime.request;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The answer to an {@link InferenceRequest}, its outputs in the order in which they were asked for.
 *
 * @param tokens how many tokens the request's texts had; 0 for a model that does not take texts
 */
public record InferenceResponse(String model, @Nullable String id, List<Tensor> outputs, int tokens) {

    public InferenceResponse {
        outputs = List.copyOf(outputs);
    }
}
