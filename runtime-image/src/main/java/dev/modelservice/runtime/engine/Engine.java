package dev.modelservice.runtime.engine;

import dev.modelservice.runtime.request.Signature;
import dev.modelservice.runtime.request.Tensor;
import java.util.List;

/** A loaded model that can be run, by several threads at once. */
public interface Engine extends AutoCloseable {

    /** What the model takes and gives. */
    Signature signature();

    /** What runs the model, as V2 metadata calls it. */
    String platform();

    /**
     * Runs the model once.
     *
     * @param inputs every input of the signature, of a fitting datatype and shape
     * @param outputs which outputs to give, in this order
     * @throws EngineException if the model cannot be run on these inputs
     */
    List<Tensor> run(List<Tensor> inputs, List<String> outputs);

    /** Gives back what the model holds. No run may be under way. */
    @Override
    void close();
}
