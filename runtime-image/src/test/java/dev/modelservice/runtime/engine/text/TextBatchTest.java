package dev.modelservice.runtime.engine.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TextBatchTest {

    @ParameterizedTest(name = "texts of {2} tokens, at most {0} texts and {1} tokens a run: {3}")
    @CsvSource(delimiter = '|', textBlock = """
            # texts | tokens | requests         | runs
            32      | 100    | 5                | 5
            32      | 100    | 5,7              | 5 7
            2       | 100    | 5,7,6            | 5 6 / 7
            32      | 20     | 5,7,6            | 5 6 / 7
            32      | 20     | 4,200;4,200      | 4 4 / 200 / 200
            32      | 400    | 4,200;4,200      | 4 4 / 200 200
            1       | 100    | 3;3              | 3 / 3
            32      | 10     | 50               | 50
            """)
    void textsOfLikeLengthRunTogetherWithinTheBounds(int texts, long tokens, String requests, String runs) {
        List<TextRequest> batch = Arrays.stream(requests.split(";", -1))
                .map(lengths -> new TextRequest(
                        Arrays.stream(lengths.split(",", -1))
                                .map(length -> row(Integer.parseInt(length)))
                                .toList(),
                        List.of()))
                .toList();

        assertThat(TextBatch.runs(batch, texts, tokens).stream()
                        .map(run -> run.stream()
                                .map(place -> Integer.toString(place.tokens().length()))
                                .collect(Collectors.joining(" ")))
                        .collect(Collectors.joining(" / ")))
                .isEqualTo(runs);
    }

    private static Tokens row(int length) {
        return new Tokens(new long[length], new long[0]);
    }
}
