package dev.modelservice.e2e.stories;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.modelservice.e2e.actors.Inference;
import dev.modelservice.e2e.assertions.ModelServiceAssert;
import dev.modelservice.e2e.cluster.Repository;
import io.fabric8.kubernetes.client.readiness.Readiness;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * A user applies an example and asks the model.
 *
 * <ol>
 *   <li>the ModelService becomes Ready in a namespace that enforces Pod Security "restricted"
 *   <li>its answers are those that the same model gave to Python's onnxruntime
 *   <li>its pod is killed: another one serves
 * </ol>
 */
class ServeE2E {
    @RegisterExtension
    static final Kind KIND = new Kind();

    @Test
    void miniLmEmbedsSentencesAndSurvivesTheLossOfItsPod() {
        var user = KIND.user("minilm");
        user.apply(example("minilm.yaml"));
        user.await("minilm", ModelServiceAssert::isReady);
        agrees(new Inference(user, "minilm"), Recorded.read("minilm/minilm.answers.json"), 0.9999);

        var killed = user.podsOf("minilm").getFirst();
        user.client().resource(killed).withGracePeriod(0).delete();
        // Not only the ModelService, which may not have heard of it yet.
        user.await(() -> assertThat(user.podsOf("minilm")).singleElement().satisfies(pod -> {
            assertThat(pod.getMetadata().getUid())
                    .isNotEqualTo(killed.getMetadata().getUid());
            assertThat(Readiness.isPodReady(pod)).isTrue();
        }));
        user.await("minilm", ModelServiceAssert::isReady);
        agrees(new Inference(user, "minilm"), Recorded.read("minilm/minilm.answers.json"), 0.9999);
    }

    @Test
    void theSmallerSiblingAgreesWithItsOwnRecording() {
        var user = KIND.user("minilm-int8");
        user.apply(example("minilm-int8.yaml"));
        user.await("minilm-int8", ModelServiceAssert::isReady);
        agrees(new Inference(user, "minilm-int8"), Recorded.read("minilm/minilm-int8.answers.json"), 0.99);
    }

    @Test
    void theDenseNetworkAnswersTables() {
        var user = KIND.user("dense");
        user.apply(example("dense.yaml"));
        user.await("dense", ModelServiceAssert::isReady);
        var recorded = Recorded.read("dense/answers.json");
        var answers = new Inference(user, "dense").predict(recorded.inputs());
        assertThat(answers).hasSameSizeAs(recorded.rows("probability"));
        for (int row = 0; row < answers.size(); row++) {
            assertThat((double) answers.get(row)[0])
                    .isCloseTo(first(recorded.rows("probability").get(row)), within(1e-5));
        }
    }

    private static double first(JsonNode row) {
        return row.isArray() ? row.get(0).asDouble() : row.asDouble();
    }

    private static void agrees(Inference model, Recorded recorded, double least) {
        // One by one, as they were recorded: the int8 model's answer depends a little on what stands beside it.
        for (int i = 0; i < recorded.sentences().size(); i++) {
            var answer = model.embed(List.of(recorded.sentences().get(i))).getFirst();
            assertThat(cosine(answer, recorded.rows("embedding").get(i)))
                    .as(recorded.sentences().get(i))
                    .isGreaterThan(least);
        }
    }

    private static double cosine(float[] answer, JsonNode expected) {
        assertThat(answer).hasSize(expected.size());
        double product = 0;
        double left = 0;
        double right = 0;
        for (int i = 0; i < answer.length; i++) {
            product += answer[i] * expected.get(i).asDouble();
            left += answer[i] * answer[i];
            right += expected.get(i).asDouble() * expected.get(i).asDouble();
        }
        return product / Math.sqrt(left * right);
    }

    private static java.nio.file.Path example(String name) {
        return Repository.root().resolve("examples").resolve(name);
    }
}
