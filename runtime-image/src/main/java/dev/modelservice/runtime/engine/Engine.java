package dev.modelservice.runtime.engine;

import dev.modelservice.runtime.generate.TextGenerator;
import dev.modelservice.runtime.request.Signature;
import dev.modelservice.runtime.request.Task;
import dev.modelservice.runtime.request.Tensor;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A loaded model that can be run, by several threads at once.
 *
 * <p>A request is prepared first, alone, and then runs together with others: {@link #prepare} does what needs no company, such
 * as making tokens of texts, and says how much work there is; {@link #run} gets what was prepared.
 */
public interface Engine extends AutoCloseable {

    /** What the model takes and gives. */
    Signature signature();

    /** What runs the model, as V2 metadata calls it. */
    String platform();

    /** What the answers are; protocols that are about one task ask for it. */
    Task task();

    /** How much may run together at the most. */
    BatchLimits limits();

    /** How many batches are good to run at the same time; absent, one per CPU. */
    default OptionalInt runsAtOnce() {
        return OptionalInt.empty();
    }

    /**
     * Makes a request ready to run.
     *
     * @param inputs every input of the signature, of a fitting datatype and shape
     * @param outputs which outputs to give, in this order
     * @throws dev.modelservice.runtime.request.RejectedException if the engine sees that it could not run these inputs
     */
    Prepared prepare(List<Tensor> inputs, List<String> outputs);

    /**
     * Runs the model on what {@link #prepare} gave, all of one kind, and answers each as soon as it can.
     *
     * @throws EngineException if the model cannot be run on these inputs; those already answered are
     */
    void run(List<Prepared> batch, Answers answers);

    /** Writes texts where the model can, beside what its signature says. */
    default Optional<TextGenerator> generator() {
        return Optional.empty();
    }

    /** Gives back what the model holds. No run may be under way. */
    @Override
    void close();
}
