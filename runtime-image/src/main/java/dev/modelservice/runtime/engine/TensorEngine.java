package dev.modelservice.runtime.engine;

import dev.modelservice.runtime.request.Tensor;
import java.util.List;

/** An engine that runs tensors as they are, also for a pipeline in front of it. */
public interface TensorEngine extends Engine {

    /**
     * Runs the model once, on the calling thread.
     *
     * @param inputs every input of the signature, of a fitting datatype and shape
     * @param outputs which outputs to give, in this order
     * @throws EngineException if the model cannot be run on these inputs
     */
    List<Tensor> run(List<Tensor> inputs, List<String> outputs);
}
