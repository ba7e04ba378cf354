package dev.modelservice.runtime.engine.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.modelservice.runtime.Recorded;
import dev.modelservice.runtime.engine.Engine;
import dev.modelservice.runtime.engine.Prepared;
import dev.modelservice.runtime.request.RejectedException;
import dev.modelservice.runtime.request.Shape;
import dev.modelservice.runtime.request.Task;
import dev.modelservice.runtime.request.Tensor;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What the pipelines answer, alone and in company, compared with what Python answered. */
final class TextPipelineTest {

    private static final float TOLERANCE = 1e-5f;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource(Pooling.class)
    void poolsAsPythonDoes(Pooling pooling) throws Exception {
        JsonObject recorded = TextModels.recorded("embedding");
        TextModels.copy("embedding", folder);
        TextModels.write(folder, "modules.json", """
                [{"idx": 0, "name": "0", "path": "", "type": "sentence_transformers.models.Transformer"},
                 {"idx": 1, "name": "1", "path": "1_Pooling", "type": "sentence_transformers.models.Pooling"}]""");
        TextModels.write(folder, "1_Pooling/config.json", "{\"pooling_mode_%s\": true}".formatted(pooling.key()));
        try (Engine engine = TextModels.open(folder)) {
            assertThat(engine.task()).isEqualTo(Task.EMBEDDING);
            sameAloneAndInCompany(engine, recorded, recorded.getJsonArray(pooling.name()));
        }
    }

    @Test
    void aVectorHasLengthOneWhereNothingSaysOtherwise() throws Exception {
        JsonObject recorded = TextModels.recorded("embedding");
        List<float[]> mean = vectors(recorded.getJsonArray("MEAN"));
        mean.forEach(Pooling::normalise);
        try (Engine engine = TextModels.open("embedding")) {
            List<Tensor> inputs = List.of(TextModels.texts("text", TextModels.texts(recorded)));

            List<float[]> embeddings =
                    TextModels.rows(TextModels.run(engine, inputs).getFirst());

            same(embeddings, mean);
        }
    }

    @Test
    void aModelThatPoolsItselfIsLeftToIt() throws Exception {
        JsonObject recorded = TextModels.recorded("pooled");
        TextModels.copy("pooled", folder);
        TextModels.write(folder, "modules.json", "[{\"type\": \"sentence_transformers.models.Dense\"}]");
        try (Engine engine = TextModels.open(folder)) {
            sameAloneAndInCompany(engine, recorded, recorded.getJsonArray("embedding"));
        }
    }

    @ParameterizedTest
    @CsvSource({"single_label_classification,softmax", "multi_label_classification,sigmoid"})
    void labelsAsPythonDoes(String problem, String recordedAs) throws Exception {
        JsonObject recorded = TextModels.recorded("labels");
        List<float[]> expected = vectors(recorded.getJsonArray(recordedAs));
        TextModels.copy("labels", folder);
        TextModels.write(folder, "config.json", """
                {"architectures": ["BertForSequenceClassification"], "problem_type": "%s",
                 "id2label": {"0": "animals", "1": "weather", "2": "money"}}""".formatted(problem));
        try (Engine engine = TextModels.open(folder)) {
            assertThat(engine.task()).isEqualTo(Task.CLASSIFICATION);
            assertThat(engine.signature())
                    .hasToString("text BYTES [-1] -> label BYTES [-1], score FP32 [-1], scores FP32 [-1,3]");

            List<Tensor> answer = TextModels.run(engine, List.of(TextModels.texts("text", TextModels.texts(recorded))));

            assertThat(answer.get(0).texts()).containsExactly("money", "money", "animals", "weather", "money");
            same(TextModels.rows(answer.get(2)), expected);
            same(
                    TextModels.rows(answer.get(1)),
                    expected.stream().map(TextPipelineTest::largest).toList());
        }
    }

    private static float[] largest(float[] numbers) {
        float most = numbers[0];
        for (float number : numbers) {
            most = Math.max(most, number);
        }
        return new float[] {most};
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | sigmoid",
                "\"sbert_ce_default_activation_function\": \"torch.nn.modules.linear.Identity\", | identity",
                "\"sentence_transformers\": {\"activation_fn\": \"torch.nn.modules.activation.Sigmoid\"}, | sigmoid"
            })
    void scoresPairsAsPythonDoes(String activation, String recordedAs) throws Exception {
        JsonObject recorded = TextModels.recorded("scores");
        TextModels.copy("scores", folder);
        TextModels.write(
                folder,
                "config.json",
                "{%s \"architectures\": [\"BertForSequenceClassification\"]}".formatted(activation));
        try (Engine engine = TextModels.open(folder)) {
            assertThat(engine.task()).isEqualTo(Task.RANKING);
            assertThat(engine.signature()).hasToString("query BYTES [-1], text BYTES [-1] -> score FP32 [-1]");
            List<String> texts = TextModels.texts(recorded);
            List<String> queries =
                    texts.stream().map(_ -> recorded.getString("query")).toList();

            List<float[]> pairs = scores(engine, queries, texts);
            List<float[]> oneQuery = scores(engine, queries.subList(0, 1), texts);

            List<float[]> expected = recorded.getJsonArray(recordedAs).stream()
                    .map(score -> new float[] {((Number) score).floatValue()})
                    .toList();
            same(pairs, expected);
            same(oneQuery, expected);
        }
    }

    private static List<float[]> scores(Engine engine, List<String> queries, List<String> texts) {
        return TextModels.rows(
                TextModels.run(engine, List.of(TextModels.texts("query", queries), TextModels.texts("text", texts)))
                        .getFirst());
    }

    @Test
    void queriesAndTextsMustPair() throws Exception {
        try (Engine engine = TextModels.open("scores")) {
            List<Tensor> inputs = List.of(
                    TextModels.texts("query", List.of("a", "b")), TextModels.texts("text", List.of("c", "d", "e")));

            assertThatThrownBy(() -> engine.prepare(inputs, List.of("score")))
                    .isInstanceOf(RejectedException.class)
                    .hasMessage("input 'query': expected one text, or one for each of the 3 of 'text', got 2");
        }
    }

    @Test
    void tokensAreThoseOfPython() throws Exception {
        JsonObject recorded = TextModels.recorded("embedding");
        List<Integer> expected = recorded.getJsonArray("tokens").stream()
                .map(Integer.class::cast)
                .toList();
        try (Engine engine = TextModels.open("embedding")) {
            List<Integer> tokens = TextModels.texts(recorded).stream()
                    .map(text -> engine.prepare(List.of(TextModels.texts("text", List.of(text))), List.of("embedding")))
                    .map(Prepared::tokens)
                    .toList();

            assertThat(tokens).isEqualTo(expected);
        }
    }

    @Test
    void labelsWithoutNamesAreNumbered() throws Exception {
        TextModels.copy("labels", folder);
        TextModels.write(folder, "config.json", "{}");
        try (Engine engine = TextModels.open(folder)) {
            List<Tensor> answer = TextModels.run(engine, List.of(TextModels.texts("text", List.of("A cat sleeps."))));

            assertThat(answer.getFirst().texts()).containsExactly("LABEL_2");
        }
    }

    @Test
    void noTextsGiveNoRows() throws Exception {
        try (Engine engine = TextModels.open("labels")) {
            List<Tensor> answer = TextModels.run(engine, List.of(TextModels.texts("text", List.of())));

            assertThat(answer).extracting(Tensor::shape).containsExactly(Shape.of(0), Shape.of(0), Shape.of(0, 3));
        }
    }

    @Test
    void onlyWhatIsAskedForIsAnswered() throws Exception {
        try (Engine engine = TextModels.open("labels")) {
            Prepared request =
                    engine.prepare(List.of(TextModels.texts("text", List.of("a cat"))), List.of("scores", "label"));
            List<Tensor> answer = new ArrayList<>();

            engine.run(List.of(request), (_, outputs) -> answer.addAll(outputs));

            assertThat(answer).extracting(Tensor::name).containsExactly("scores", "label");
        }
    }

    private static void sameAloneAndInCompany(Engine engine, JsonObject recorded, JsonArray expected) {
        List<float[]> vectors = vectors(expected);
        List<String> texts = TextModels.texts(recorded);
        List<List<Tensor>> alone = texts.stream()
                .map(text -> List.of(TextModels.texts("text", List.of(text))))
                .toList();

        List<float[]> oneByOne = alone.stream()
                .flatMap(request -> rows(TextModels.run(engine, request)))
                .toList();
        List<float[]> oneRequest = TextModels.rows(
                TextModels.run(engine, List.of(TextModels.texts("text", texts))).getFirst());
        List<float[]> oneBatch = TextModels.together(engine, alone).stream()
                .flatMap(TextPipelineTest::rows)
                .toList();

        same(oneByOne, vectors);
        same(oneRequest, vectors);
        same(oneBatch, vectors);
    }

    private static Stream<float[]> rows(List<Tensor> answer) {
        return TextModels.rows(answer.getFirst()).stream();
    }

    private static List<float[]> vectors(JsonArray rows) {
        return rows.stream().map(row -> Recorded.floats((JsonArray) row)).toList();
    }

    private static void same(List<float[]> actual, List<float[]> expected) {
        assertThat(actual).hasSameSizeAs(expected);
        for (int i = 0; i < expected.size(); i++) {
            assertThat(Recorded.largestDifference(actual.get(i), expected.get(i)))
                    .as("text " + i)
                    .isLessThan(TOLERANCE);
        }
    }
}
