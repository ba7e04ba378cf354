package dev.modelservice.runtime.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.modelservice.runtime.generate.Prompt;
import dev.modelservice.runtime.request.RejectedException;
import dev.modelservice.runtime.request.Rejection;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CompletionCodecTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "once"              | [Text[text=once]]
            ""                  | [Text[text=]]
            ["once","twice"]    | [Text[text=once], Text[text=twice]]
            [1,2]               | [Tokens[ids=[1, 2]]]
            [[1,2],[3]]         | [Tokens[ids=[1, 2]], Tokens[ids=[3]]]
            ["once",[3]]        | [Text[text=once], Tokens[ids=[3]]]
            """)
    void aPromptIsATextOrTokensOneOrSeveral(String prompt, String expected) {
        TextOrder order = decode("{\"model\": \"m\", \"prompt\": %s}".formatted(prompt));

        List<Prompt> prompts = IntStream.range(0, order.size())
                .mapToObj(i -> order.text(i).prompt())
                .toList();
        assertThat(prompts).hasToString(expected);
    }

    @Test
    void choicesFollowTheirPromptAndTheDefaultLengthIsOpenAis() {
        TextOrder order = decode("{\"model\": \"m\", \"prompt\": [\"a\", \"b\"], \"n\": 2, \"echo\": true}");

        assertThat(order.size()).isEqualTo(4);
        assertThat(IntStream.range(0, 4).mapToObj(order::opening)).containsExactly("a", "a", "b", "b");
        assertThat(order.text(3).prompt()).isEqualTo(new Prompt.Text("b"));
        assertThat(order.text(3).maxTokens()).isEqualTo(16);
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "5, 5", "true, 0", "false,", "null,"})
    void logprobsAreANumberOrATruth(String logprobs, Integer expected) {
        TextOrder order = decode("{\"model\": \"m\", \"prompt\": \"x\", \"logprobs\": %s}".formatted(logprobs));

        assertThat(order.text(0).topLogprobs()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "prompt": 1                      | prompt | prompt: expected a string, an array of strings, or an array of token ids, got 1
            "prompt": []                     | prompt | prompt: expected at least one entry, got an empty array
            "prompt": [[]]                   | prompt[0] | prompt[0]: expected at least one entry, got an empty array
            "prompt": [1, "a"]               | prompt[1] | prompt[1]: expected an integer from 0 to 2147483647, got "a"
            "prompt": ["a", 1]               | prompt[1] | prompt[1]: expected a string or an array of token ids, got 1
            "prompt": [-1]                   | prompt[0] | prompt[0]: expected an integer from 0 to 2147483647, got -1
            "prompt": [[1.5]]                | prompt[0][0] | prompt[0][0]: expected an integer from 0 to 2147483647, got 1.5
            "prompt": {"a": 1}               | prompt | prompt: expected a string, an array of strings, or an array of token ids, got an object
            "max_tokens": 1                  | prompt | prompt is missing
            "prompt": "x", "suffix": "end"   | suffix | suffix: this server does not take it: the text that follows cannot be given
            "prompt": "x", "best_of": 2      | best_of | best_of: this server does not compare texts; expected 1, and n for several of them
            "prompt": "x", "echo": true, "logprobs": 1 | echo | echo: this server has no log-probabilities of prompts; leave out echo or logprobs
            "prompt": [1], "echo": true      | echo | echo: only a prompt that is given as text can be echoed
            "prompt": "x", "logprobs": 21    | logprobs | logprobs: expected an integer from 0 to 20, got 21
            "prompt": ["a","b"], "n": 65     | n | n: expected at most 128 texts in all, got 2 prompts with 65 choices each
            """)
    void whatDoesNotFitIsRefusedByTheNameOfItsField(String fields, String field, String message) {
        Rejection.Malformed refusal = refusal("{\"model\": \"m\", " + fields + "}");

        assertThat(refusal.message()).isEqualTo(message);
        assertThat(refusal.field()).isEqualTo(field);
    }

    @Test
    void whatSaysNothingIsNoReasonToRefuse() {
        TextOrder order = decode(
                "{\"model\": \"m\", \"prompt\": \"x\", \"suffix\": \"\", \"best_of\": 1, \"user\": \"me\", \"logit_bias\": null}");

        assertThat(order.size()).isOne();
    }

    @Test
    void promptsAreBounded() {
        assertThat(refusal("{\"model\":\"m\",\"prompt\":[" + "\"x\",".repeat(128) + "\"x\"]}")
                        .message())
                .isEqualTo("prompt: expected at most 128 entries, got more");
    }

    private static TextOrder decode(String body) {
        return CompletionCodec.decode(body.getBytes(StandardCharsets.UTF_8));
    }

    private static Rejection.Malformed refusal(String body) {
        RejectedException refused = catchThrowableOfType(RejectedException.class, () -> decode(body));
        assertThat(refused).as("refusal of %s", body).isNotNull();
        return (Rejection.Malformed) refused.rejection();
    }
}
