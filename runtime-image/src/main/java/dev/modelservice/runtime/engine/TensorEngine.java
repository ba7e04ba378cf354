package dev.modelservice.runtime.engine;

import dev.modelservice.runtime.request.Tensor;
import java.util.List;
import java.util.function.Function;

/** An engine that runs tensors as they are, also for a pipeline in front of it. */
public interface TensorEngine extends Engine {

    /**
     * Runs the model once, on the calling thread.
     *
     * @param inputs every input of the signature in its order, of a fitting datatype and shape
     * @param outputs which outputs to give, in this order
     * @param look gets the outputs where the engine has them: their numbers are gone when it returns
     * @throws EngineException if the model cannot be run on these inputs
     */
    <T> T run(List<Tensor> inputs, List<String> outputs, Function<List<Tensor>, T> look);

    /** Runs the model once and gives copies. */
    default List<Tensor> run(List<Tensor> inputs, List<String> outputs) {
        return run(inputs, outputs, answers -> answers.stream().map(Rows::copy).toList());
    }
}
