package dev.modelservice.runtime.engine.text;

import dev.modelservice.runtime.request.DataType;
import dev.modelservice.runtime.request.Shape;
import dev.modelservice.runtime.request.Signature;
import dev.modelservice.runtime.request.Task;
import dev.modelservice.runtime.request.Tensor;
import dev.modelservice.runtime.request.TensorSpec;
import java.util.List;

/**
 * Vectors of texts: pooled here, or by the model where it gives one vector a text.
 *
 * @param model the answer that is read
 * @param normalise whether vectors are scaled to length 1
 */
record EmbeddingHead(TensorSpec model, Pooling pooling, boolean normalise) implements Head {

    private static final int TOKENS = 3;

    @Override
    public Task task() {
        return Task.EMBEDDING;
    }

    @Override
    public Signature signature() {
        return new Signature(
                List.of(Heads.TEXT),
                List.of(new TensorSpec("embedding", DataType.FP32, Shape.of(Shape.ANY, Heads.width(model)))));
    }

    @Override
    public float[] read(Tensor answer, int place, Tokens text) {
        Vectors vectors = Vectors.of(answer);
        if (answer.shape().rank() != TOKENS) {
            return vectors.at(place);
        }
        int length = Math.toIntExact(answer.shape().dimension(1));
        return pooling.pool(vectors, place * length, Math.min(length, text.length()));
    }

    @Override
    public void finish(float[] vector) {
        if (normalise) {
            Pooling.normalise(vector);
        }
    }

    @Override
    public Tensor answer(String name, List<float[]> texts) {
        return Heads.rows(name, texts, Math.toIntExact(Heads.width(model)));
    }
}
