package dev.modelservice.runtime.engine.llama;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modelservice.runtime.generate.GenerationRequest;
import dev.modelservice.runtime.generate.Prompt;
import dev.modelservice.runtime.generate.Sampling;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RequestRulesTest {

    @ParameterizedTest(name = "{6}")
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            1     | 1   | 0  | 0   | 0    | 0    | -
            0     | 1   | 0  | 0   | 2    | -2   | -
            -0.1  | 1   | 0  | 0   | 0    | 0    | the temperature is -0.1 and must be from 0 to 100
            NaN   | 1   | 0  | 0   | 0    | 0    | the temperature is NaN and must be from 0 to 100
            1     | 0   | 0  | 0   | 0    | 0    | top-p is 0.0 and must be above 0 and at most 1
            1     | 1.1 | 0  | 0   | 0    | 0    | top-p is 1.1 and must be above 0 and at most 1
            1     | 1   | -1 | 0   | 0    | 0    | top-k is -1 and must be at least 0
            1     | 1   | 0  | 2   | 0    | 0    | min-p is 2.0 and must be from 0 to 1
            1     | 1   | 0  | 0   | 2.1  | 0    | the frequency penalty is 2.1 and must be from -2 to 2
            1     | 1   | 0  | 0   | 0    | -3   | the presence penalty is -3.0 and must be from -2 to 2
            """)
    void judgesTheSampling(
            double temperature,
            double topP,
            int topK,
            double minP,
            double frequency,
            double presence,
            String objection) {
        Sampling sampling = new Sampling(temperature, topP, topK, minP, frequency, presence, null);

        assertThat(RequestRules.objection(request(null, sampling, List.of(), null))
                        .orElse(null))
                .isEqualTo(objection);
    }

    @ParameterizedTest(name = "{3}")
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            1 | a   | 5   | -
            0 | a   | 5   | at least 1 token must be wanted, not 0
            1 | a,  | 5   | a stop text is empty
            1 | a   | 101 | alternatives are told for 0 to 100 tokens, not 101
            1 | a   | -1  | alternatives are told for 0 to 100 tokens, not -1
            """)
    void judgesTheRest(Integer maxTokens, String stops, Integer logprobs, String objection) {
        GenerationRequest request = request(maxTokens, Sampling.DEFAULT, Arrays.asList(stops.split(",", -1)), logprobs);

        assertThat(RequestRules.objection(request).orElse(null)).isEqualTo(objection);
    }

    @Test
    void stopTextsAreBounded() {
        assertThat(RequestRules.objection(request(1, Sampling.DEFAULT, Collections.nCopies(65, "x"), null)))
                .contains("65 stop texts are more than 64");
    }

    private static GenerationRequest request(
            @Nullable Integer maxTokens, Sampling sampling, List<String> stop, @Nullable Integer logprobs) {
        return new GenerationRequest(new Prompt.Text("x"), maxTokens, sampling, stop, logprobs, null);
    }
}
