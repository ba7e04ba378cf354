package dev.modelservice.runtime.engine.text;

import dev.modelservice.runtime.request.Signature;
import dev.modelservice.runtime.request.Task;
import dev.modelservice.runtime.request.Tensor;
import dev.modelservice.runtime.request.TensorSpec;
import java.util.List;

/** What a model's numbers mean: how a text's numbers are read, and what the client gets of them. */
sealed interface Head permits EmbeddingHead, LabelHead, ScoreHead {

    Task task();

    /** What the client sends and gets. */
    Signature signature();

    /** The model's answer that is read. */
    TensorSpec model();

    /**
     * The numbers of one text, as the model means them.
     *
     * @param answer of a run
     * @param place of the text in that run
     */
    default float[] read(Tensor answer, int place, Tokens text) {
        return Vectors.of(answer).at(place);
    }

    /** Turns what {@link #read} gave into what the client gets of it. */
    void finish(float[] numbers);

    /** The tensor of this name for the texts of a request, each with its finished numbers. */
    Tensor answer(String name, List<float[]> texts);
}
