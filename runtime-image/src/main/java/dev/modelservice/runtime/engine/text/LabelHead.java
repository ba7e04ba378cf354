package dev.modelservice.runtime.engine.text;

import dev.modelservice.runtime.request.DataType;
import dev.modelservice.runtime.request.Elements;
import dev.modelservice.runtime.request.Shape;
import dev.modelservice.runtime.request.Signature;
import dev.modelservice.runtime.request.Task;
import dev.modelservice.runtime.request.Tensor;
import dev.modelservice.runtime.request.TensorSpec;
import java.util.List;

/**
 * Labels of texts: the best one, how sure the model is of it, and how sure of each.
 *
 * @param independent whether a text may have several labels, so that each is as sure as it is whatever the others are
 */
record LabelHead(TensorSpec model, List<String> labels, boolean independent) implements Head {

    private static final String LABEL = "label";
    private static final String SCORE = "score";
    private static final String SCORES = "scores";

    @Override
    public Task task() {
        return Task.CLASSIFICATION;
    }

    @Override
    public Signature signature() {
        return new Signature(
                List.of(Heads.TEXT),
                List.of(
                        new TensorSpec(LABEL, DataType.BYTES, Shape.of(Shape.ANY)),
                        new TensorSpec(SCORE, DataType.FP32, Shape.of(Shape.ANY)),
                        new TensorSpec(SCORES, DataType.FP32, Shape.of(Shape.ANY, labels.size()))));
    }

    @Override
    public void finish(float[] scores) {
        if (independent) {
            Heads.sigmoid(scores);
        } else {
            Heads.softmax(scores);
        }
    }

    @Override
    public Tensor answer(String name, List<float[]> texts) {
        return switch (name) {
            case LABEL ->
                new Tensor(
                        LABEL,
                        DataType.BYTES,
                        Shape.of(texts.size()),
                        new Elements.Texts(texts.stream()
                                .map(scores -> labels.get(best(scores)))
                                .toList()));
            case SCORE -> Heads.numbers(SCORE, texts, scores -> scores[best(scores)]);
            case SCORES -> Heads.rows(SCORES, texts, labels.size());
            default -> throw new IllegalArgumentException("there is no output '" + name + "'");
        };
    }

    private static int best(float[] scores) {
        int best = 0;
        for (int i = 1; i < scores.length; i++) {
            if (scores[i] > scores[best]) {
                best = i;
            }
        }
        return best;
    }
}
