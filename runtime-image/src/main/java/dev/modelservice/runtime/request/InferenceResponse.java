package dev.modelservice.runtime.request;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The answer to an {@link InferenceRequest}, its outputs in the order in which they were asked for. */
public record InferenceResponse(String model, @Nullable String id, List<Tensor> outputs) {

    public InferenceResponse {
        outputs = List.copyOf(outputs);
    }
}
