package dev.modelservice.runtime.openai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modelservice.runtime.generate.FinishReason;
import dev.modelservice.runtime.generate.GenerationEvent;
import dev.modelservice.runtime.generate.TokenLogprob;
import dev.modelservice.runtime.generate.Usage;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whole answers, for what was told of their texts. */
final class TextsTest {

    private static final Head HEAD = new Head("id-1", 7, "m");
    private static final List<TokenLogprob> TOKENS = List.of(new TokenLogprob(
            "é",
            -0.5,
            List.of(
                    new TokenLogprob("é", -0.5, List.of()),
                    new TokenLogprob("\uFFFD", -2, List.of()),
                    new TokenLogprob("\uFFFD", Double.NEGATIVE_INFINITY, List.of()))));

    @Test
    void chatTellsEachTokenWithItsBytes() {
        TextOrder order = ChatCodec.decode(
                bytes("{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"x\"}],\"logprobs\":true}"));
        Texts texts = new Texts(order);

        assertThat(texts.add(piece(0, "é", TOKENS))).isFalse();
        assertThat(texts.add(finished(0, 3))).isTrue();
        assertThat(json(texts, new ChatDialect()))
                .isEqualTo("{\"id\":\"id-1\",\"object\":\"chat.completion\",\"created\":7,\"model\":\"m\",\"choices\":["
                        + "{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":\"é\",\"refusal\":null},"
                        + "\"logprobs\":{\"content\":[{\"token\":\"é\",\"logprob\":-0.5,\"bytes\":[195,169],\"top_logprobs\":["
                        + "{\"token\":\"é\",\"logprob\":-0.5,\"bytes\":[195,169]},"
                        + "{\"token\":\"\uFFFD\",\"logprob\":-2.0,\"bytes\":null},"
                        + "{\"token\":\"\uFFFD\",\"logprob\":-9999.0,\"bytes\":null}]}],\"refusal\":null},"
                        + "\"finish_reason\":\"length\"}],"
                        + "\"usage\":{\"prompt_tokens\":10,\"completion_tokens\":3,\"total_tokens\":13,"
                        + "\"prompt_tokens_details\":{\"cached_tokens\":2}}}");
    }

    @Test
    void completionsTellTokensInColumnsAndTheLikelierOfTwoThatLookAlike() {
        TextOrder order = CompletionCodec.decode(bytes("{\"model\":\"m\",\"prompt\":\"x\",\"logprobs\":3}"));
        Texts texts = new Texts(order);
        texts.add(piece(0, "é", TOKENS));
        texts.add(finished(0, 1));

        assertThat(json(texts, new CompletionDialect()))
                .contains("\"choices\":[{\"index\":0,\"text\":\"é\",\"logprobs\":{\"tokens\":[\"é\"],"
                        + "\"token_logprobs\":[-0.5],\"top_logprobs\":[{\"é\":-0.5,\"\uFFFD\":-2.0}],\"text_offset\":[0]},"
                        + "\"finish_reason\":\"length\"}]");
    }

    @Test
    void aPromptCountsOnceHoweverManyTextsAreMadeOfIt() {
        TextOrder order =
                CompletionCodec.decode(bytes("{\"model\":\"m\",\"prompt\":[\"a\",\"b\"],\"n\":2,\"echo\":true}"));
        Texts texts = new Texts(order);
        for (int i = 3; i >= 0; i--) {
            texts.add(piece(i, "-" + i, List.of()));
            assertThat(texts.add(finished(i, 5))).isEqualTo(i == 0);
        }

        String answer = json(texts, new CompletionDialect());

        assertThat(answer)
                .containsSubsequence("\"text\":\"a-0\"", "\"text\":\"a-1\"", "\"text\":\"b-2\"", "\"text\":\"b-3\"")
                .contains("\"prompt_tokens\":20,\"completion_tokens\":20,\"total_tokens\":40");
    }

    private static Told piece(int text, String content, List<TokenLogprob> logprobs) {
        return new Told(text, new GenerationEvent.Piece(content, 1, logprobs));
    }

    private static Told finished(int text, int completionTokens) {
        return new Told(text, new GenerationEvent.Finished(FinishReason.LENGTH, new Usage(10, completionTokens, 2)));
    }

    private static String json(Texts texts, Dialect dialect) {
        return new String(texts.json(HEAD, dialect), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(String body) {
        return body.getBytes(StandardCharsets.UTF_8);
    }
}
