package dev.modelservice.runtime.engine;

import dev.modelservice.runtime.request.Tensor;
import java.util.List;

/** Takes the answers of a batch, each once. */
@FunctionalInterface
public interface Answers {

    /**
     * Takes one answer.
     *
     * @param index of the request within the batch
     * @param outputs in the order in which the request asked for them
     */
    void answer(int index, List<Tensor> outputs);
}
