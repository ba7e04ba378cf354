package dev.modelservice.runtime.engine.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TextBatchTest {

    @ParameterizedTest(name = "texts of {3} tokens, at most {0} texts and {1} tokens a run that costs {2}: {4}")
    @CsvSource(delimiter = '|', textBlock = """
            # texts | tokens | run cost | requests      | runs
            32      | 100    | 12       | 5             | 5
            32      | 100    | 12       | 5,7           | 5 7
            2       | 100    | 12       | 5,7,6         | 5 / 6 7
            32      | 20     | 12       | 5,7,6         | 5 / 6 7
            32      | 400    | 12       | 4,200;4,200   | 4 4 / 200 200
            32      | 300    | 12       | 4,200;4,200   | 4 4 / 200 / 200
            32      | 400    | 500      | 4,100;4,100   | 4 4 100 100
            32      | 400    | 1        | 4,7;10        | 4 / 7 / 10
            1       | 100    | 12       | 3;3           | 3 / 3
            32      | 10     | 12       | 50            | 50
            32      | 10     | 12       | 0;0           | 0 0
            """)
    void textsOfLikeLengthRunTogetherWithinTheBounds(
            int texts, long tokens, int runCost, String requests, String runs) {
        List<TextRequest> batch = Arrays.stream(requests.split(";", -1))
                .map(lengths -> request(Arrays.stream(lengths.split(",", -1))
                        .mapToInt(Integer::parseInt)
                        .toArray()))
                .toList();

        assertThat(TextBatch.runs(batch, new RunSize(texts, tokens, runCost)).stream()
                        .map(run -> run.stream()
                                .map(place -> Integer.toString(place.tokens().length()))
                                .collect(Collectors.joining(" ")))
                        .collect(Collectors.joining(" / ")))
                .isEqualTo(runs);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void noOtherCutIsCheaper(long seed) {
        Random random = new Random(seed);
        RunSize size = new RunSize(1 + random.nextInt(8), 20 + random.nextInt(200), random.nextInt(40));
        int[] lengths = random.ints(1 + random.nextInt(10), 1, 100).sorted().toArray();

        long cost = TextBatch.runs(List.of(request(lengths)), size).stream()
                .mapToLong(run -> size.runCost()
                        + (long) run.size() * run.getLast().tokens().length())
                .sum();

        assertThat(cost).isEqualTo(cheapest(lengths, lengths.length, size));
    }

    /** Tries every cut. */
    private static long cheapest(int[] lengths, int end, RunSize size) {
        long least = end == 0 ? 0 : Long.MAX_VALUE;
        for (int start = 0; start < end; start++) {
            if (size.admits(end - start, lengths[end - 1])) {
                long run = size.runCost() + (long) (end - start) * lengths[end - 1];
                least = Math.min(least, cheapest(lengths, start, size) + run);
            }
        }
        return least;
    }

    private static TextRequest request(int... lengths) {
        List<Tokens> rows = Arrays.stream(lengths)
                .mapToObj(length -> new Tokens(new long[length], new long[0]))
                .toList();
        return new TextRequest(rows, List.of(), false);
    }
}
