package dev.modelservice.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ScoreTest {

    private static final String EXPECTED = "{'outputs':[{'name':'y','shape':[2,2],'data':[1,0,0,1]}]}";

    @ParameterizedTest(name = "{0} {1} of {2}: {3}")
    @CsvSource(
            delimiter = '|',
            value = {
                "Tolerance | 0.01 | [1,0,0,1]         | true",
                "Tolerance | 0.01 | [1.009,0,0,1]     | true",
                "Tolerance | 0.01 | [1.011,0,0,1]     | false",
                "Tolerance |      | [1.00002,0,0,1]   | false",
                "Cosine    | 0.9  | [5,0,0,7]         | true",
                "Cosine    | 0.9  | [1,0.4,0,1]       | true",
                "Cosine    | 0.9  | [1,0.6,0,1]       | false",
                "Cosine    |      | [1,0,1,0]         | false",
                "Cosine    | 0.9  | [0,0,0,1]         | false",
                "Label     |      | [0.6,0.5,0.1,0.2] | true",
                "Label     |      | [0.4,0.5,0.1,0.2] | false"
            })
    void rowsAreCompared(String compare, String bound, String data, boolean right) throws Exception {
        var answer = "{'outputs':[{'name':'z','data':[9]},{'name':'y','shape':[2,2],'data':" + data + "}]}";
        var comparison = Comparison.of(compare, Optional.ofNullable(bound));
        assertThat(score(EXPECTED, answer, comparison).isRight()).isEqualTo(right);
    }

    @Test
    void theSmallestSimilarityOfARowIsTheAnswers() throws Exception {
        var score = score(
                EXPECTED, "{'outputs':[{'name':'y','shape':[2,2],'data':[1,1,0,1]}]}", new Comparison.Cosine(0.9));
        assertThat(score.similarity().orElseThrow()).isCloseTo(Math.sqrt(0.5), within(1e-9));
        assertThat(score.fault()).contains("row 0 of output 'y' has a cosine similarity of 0.707107");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "{'outputs':[]}                                               | there is no output 'y'",
                "{'outputs':[{'name':'y','shape':[4],'data':[1,0,0,1]}]}      | has the shape [4], not [2, 2]",
                "{'outputs':[{'name':'y','shape':[2,2],'data':[1,0,0]}]}      | has the shape",
                "{'outputs':[{'name':'y','shape':[2,2],'data':['a',0,0,1]}]}  | has what is no number",
                "{'error':'x'}                                                | there is no output 'y'",
                "7                                                            | there is no output 'y'"
            })
    void whatCannotBeComparedIsWrong(String answer, String fault) throws Exception {
        var score = score(EXPECTED, answer, new Comparison.Tolerance(1));
        assertThat(score.fault()).hasValueSatisfying(text -> assertThat(text).contains(fault));
        assertThat(score.similarity()).hasValue(0);
    }

    @Test
    void textsAreTheSameOrNot() throws Exception {
        var expected = "{'outputs':[{'name':'label','data':['cat']}]}";
        assertThat(score(expected, expected, new Comparison.Label()).isRight()).isTrue();
        var other = score(expected, "{'outputs':[{'name':'label','data':['dog']}]}", new Comparison.Label());
        assertThat(other.isRight()).isFalse();
        assertThat(other.similarity()).isEmpty();
    }

    @Test
    void nestedDataIsReadInARow() throws Exception {
        var answer = "{'outputs':[{'name':'y','shape':[2,2],'data':[[1,0],[0,1]]}]}";
        assertThat(score(EXPECTED, answer, new Comparison.Tolerance(0)).isRight())
                .isTrue();
    }

    private static Score score(String expected, String answer, Comparison comparison) throws IOException {
        return Score.of(Tensor.outputs(json(expected)), Tensor.outputs(json(answer)), comparison);
    }

    private static Object json(String text) throws IOException {
        return JsonValues.read(text.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }
}
