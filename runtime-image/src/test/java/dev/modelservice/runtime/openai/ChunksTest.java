package dev.modelservice.runtime.openai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modelservice.runtime.generate.FinishReason;
import dev.modelservice.runtime.generate.GenerationEvent;
import dev.modelservice.runtime.generate.TokenLogprob;
import dev.modelservice.runtime.generate.Usage;
import dev.modelservice.runtime.request.Rejection;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Events as bytes, for what is told of a text. */
final class ChunksTest {

    private static final Head HEAD = new Head("id-1", 7, "m");
    private static final String CHAT =
            "{\"id\":\"id-1\",\"object\":\"chat.completion.chunk\",\"created\":7,\"model\":\"m\",\"choices\":[";
    private static final String TEXT =
            "{\"id\":\"id-1\",\"object\":\"text_completion\",\"created\":7,\"model\":\"m\",\"choices\":[";

    @Test
    void chatBeginsWithTheRoleAndEndsWithTheReasonTheUsageAndTheMark() {
        Chunks chunks = chat("\"stream_options\":{\"include_usage\":true}");

        assertThat(events(chunks, piece(0, "Hi")))
                .containsExactly(
                        CHAT + "{\"index\":0,\"delta\":{\"role\":\"assistant\",\"content\":\"\"},\"logprobs\":null,"
                                + "\"finish_reason\":null}],\"usage\":null}",
                        CHAT + "{\"index\":0,\"delta\":{\"content\":\"Hi\"},\"logprobs\":null,\"finish_reason\":null}],"
                                + "\"usage\":null}");
        assertThat(chunks.areOver()).isFalse();
        assertThat(events(chunks, finished(0, FinishReason.STOP)))
                .containsExactly(
                        CHAT
                                + "{\"index\":0,\"delta\":{},\"logprobs\":null,\"finish_reason\":\"stop\"}],\"usage\":null}",
                        CHAT + "],\"usage\":{\"prompt_tokens\":4,\"completion_tokens\":2,\"total_tokens\":6,"
                                + "\"prompt_tokens_details\":{\"cached_tokens\":1}}}",
                        "[DONE]");
        assertThat(chunks.areOver()).isTrue();
    }

    @Test
    void withoutUsageNobodySpeaksOfIt() {
        assertThat(events(chat("\"n\":1"), finished(0, FinishReason.LENGTH)))
                .hasSize(3)
                .noneMatch(event -> event.contains("usage"))
                .last()
                .isEqualTo("[DONE]");
    }

    @Test
    void textsOfOneAnswerAreToldApartAndOnlyTheLastEndsIt() {
        Chunks chunks = chat("\"n\":2,\"stream_options\":{\"include_usage\":true}");

        assertThat(events(chunks, piece(1, "b"))).allMatch(event -> event.contains("\"index\":1"));
        assertThat(events(chunks, finished(1, FinishReason.STOP))).hasSize(1);
        assertThat(events(chunks, piece(0, "a"))).allMatch(event -> event.contains("\"index\":0"));
        assertThat(events(chunks, finished(0, FinishReason.STOP)))
                .hasSize(3)
                .anyMatch(event -> event.contains("\"prompt_tokens\":4,\"completion_tokens\":4,\"total_tokens\":8"));
    }

    @Test
    void completionsBeginWithAnEchoOrAtOnce() {
        assertThat(events(completions("\"n\":1"), piece(0, "Hi")))
                .containsExactly(TEXT + "{\"index\":0,\"text\":\"Hi\",\"logprobs\":null,\"finish_reason\":null}]}");
        assertThat(events(completions("\"echo\":true"), piece(0, "Hi")))
                .containsExactly(
                        TEXT + "{\"index\":0,\"text\":\"ü\",\"logprobs\":null,\"finish_reason\":null}]}",
                        TEXT + "{\"index\":0,\"text\":\"Hi\",\"logprobs\":null,\"finish_reason\":null}]}");
    }

    @Test
    void offsetsOfTokensGoOnFromPieceToPiece() {
        Chunks chunks = completions("\"logprobs\":1");
        List<TokenLogprob> first = List.of(new TokenLogprob("😀", -1, List.of()), new TokenLogprob("a", -2, List.of()));
        List<TokenLogprob> second = List.of(new TokenLogprob("b", -3, List.of()));

        assertThat(events(chunks, new Told(0, new GenerationEvent.Piece("😀a", 2, first))))
                .anyMatch(event -> event.contains("\"text_offset\":[0,1]"));
        assertThat(events(chunks, new Told(0, new GenerationEvent.Piece("b", 1, second))))
                .anyMatch(event -> event.contains("\"text_offset\":[2]"));
    }

    @Test
    void aPieceOfNothingIsNotTold() {
        Chunks chunks = completions("\"n\":1");

        assertThat(events(chunks, piece(0, ""))).isEmpty();
    }

    @Test
    void aRefusalIsAnErrorAndNoEnd() {
        Told refused = new Told(0, new GenerationEvent.Refused(new Rejection.TooLate("too late")));

        assertThat(events(chat("\"n\":1"), refused))
                .containsExactly("{\"error\":{\"message\":\"too late\",\"type\":\"server_error\",\"param\":null,"
                        + "\"code\":\"service_unavailable\"}}");
    }

    private static Told piece(int text, String content) {
        return new Told(text, new GenerationEvent.Piece(content, 1, List.of()));
    }

    private static Told finished(int text, FinishReason reason) {
        return new Told(text, new GenerationEvent.Finished(reason, new Usage(4, 2, 1)));
    }

    private static Chunks chat(String fields) {
        String body = "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"x\"}],\"stream\":true,%s}"
                .formatted(fields);
        return new Chunks(ChatCodec.decode(body.getBytes(StandardCharsets.UTF_8)), HEAD, new ChatDialect());
    }

    private static Chunks completions(String fields) {
        String body = "{\"model\":\"m\",\"prompt\":\"ü\",\"stream\":true,%s}".formatted(fields);
        return new Chunks(CompletionCodec.decode(body.getBytes(StandardCharsets.UTF_8)), HEAD, new CompletionDialect());
    }

    /** The data of each event, after a look at how it is framed. */
    private static List<String> events(Chunks chunks, Told told) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        chunks.write(told, bytes);
        String text = bytes.toString(StandardCharsets.UTF_8);
        if (text.isEmpty()) {
            return List.of();
        }
        assertThat(text).endsWith("\n\n");
        return text.substring(0, text.length() - 2)
                .lines()
                .filter(line -> !line.isEmpty())
                .map(line -> {
                    assertThat(line).startsWith("data: ");
                    return line.substring("data: ".length());
                })
                .toList();
    }
}
