package dev.modelservice.runtime.engine.text;

import dev.modelservice.runtime.request.DataType;
import dev.modelservice.runtime.request.Shape;
import dev.modelservice.runtime.request.Signature;
import dev.modelservice.runtime.request.Task;
import dev.modelservice.runtime.request.Tensor;
import dev.modelservice.runtime.request.TensorSpec;
import java.util.List;

/**
 * How well a text fits a query: the one number of a cross-encoder.
 *
 * @param sigmoid whether the number is brought between 0 and 1
 */
record ScoreHead(TensorSpec model, boolean sigmoid) implements Head {

    static final TensorSpec QUERY = new TensorSpec("query", DataType.BYTES, Shape.of(Shape.ANY));

    @Override
    public Task task() {
        return Task.RANKING;
    }

    @Override
    public Signature signature() {
        return new Signature(
                List.of(QUERY, Heads.TEXT), List.of(new TensorSpec("score", DataType.FP32, Shape.of(Shape.ANY))));
    }

    @Override
    public void finish(float[] score) {
        if (sigmoid) {
            Heads.sigmoid(score);
        }
    }

    @Override
    public Tensor answer(String name, List<float[]> texts) {
        return Heads.numbers(name, texts, score -> score[0]);
    }
}
