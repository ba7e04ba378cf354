package dev.modelservice.runtime.request;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One request for an inference, whatever protocol it came by.
 *
 * @param id the client's own mark, echoed in the answer
 * @param outputs the outputs that are wanted; empty for all
 */
public record InferenceRequest(String model, @Nullable String id, List<Tensor> inputs, List<String> outputs) {

    public InferenceRequest {
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
    }
}
