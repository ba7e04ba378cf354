package dev.modelservice.runtime.request;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One request for an inference, whatever protocol it came by.
 *
 * @param id the client's own mark, echoed in the answer
 * @param outputs the outputs that are wanted; empty for all
 * @param timeout how long the client waits; absent for as long as this server lets anyone wait
 */
public record InferenceRequest(
        String model,
        @Nullable String id,
        List<Tensor> inputs,
        List<String> outputs,
        @Nullable Duration timeout) {

    public InferenceRequest {
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
    }

    /** A request that waits as long as it must. */
    public InferenceRequest(String model, @Nullable String id, List<Tensor> inputs, List<String> outputs) {
        this(model, id, inputs, outputs, null);
    }
}
