package dev.modelservice.runtime.engine.llama;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modelservice.runtime.engine.InvalidModelException;
import dev.modelservice.runtime.generate.ChatMessage;
import dev.modelservice.runtime.generate.FinishReason;
import dev.modelservice.runtime.generate.GenerationEvent.Finished;
import dev.modelservice.runtime.generate.GenerationEvent.Piece;
import dev.modelservice.runtime.generate.GenerationRequest;
import dev.modelservice.runtime.generate.Prompt;
import dev.modelservice.runtime.generate.Sampling;
import dev.modelservice.runtime.generate.TokenLogprob;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

final class AnswersTest {

    private static LlamaGenerator generator;

    @BeforeAll
    static void open() throws InvalidModelException {
        generator = Smollm.open(2, 4);
    }

    @AfterAll
    static void close() {
        generator.close();
    }

    @Test
    void knowsTheCapitalOfFrance() throws Exception {
        Told told = start(Smollm.question("What is the capital of France?", 24, Sampling.GREEDY));

        assertThat(told.text()).contains("Paris");
        assertThat(told.finished().reason()).isEqualTo(FinishReason.STOP);
    }

    @Test
    void goesOnFromATextAsItStands() throws Exception {
        assertThat(start(Smollm.text("The capital of France is", 6)).text()).contains("Paris");
    }

    @Test
    void goesOnFromTokens() throws Exception {
        String text = start(Smollm.text("One, two, three,", 4)).text();
        // What the model's vocabulary has for the text, by the count that the usage tells.
        Finished finished = start(Smollm.text("One, two, three,", 4)).finished();

        assertThat(text).contains("four");
        assertThat(finished.usage().promptTokens()).isEqualTo(6);
    }

    @Test
    void endsAfterSoManyTokens() throws Exception {
        Told told = start(Smollm.text("Once upon a time", 5));

        assertThat(told.finished().reason()).isEqualTo(FinishReason.LENGTH);
        assertThat(told.finished().usage().completionTokens()).isEqualTo(5);
        assertThat(told.pieces().stream().mapToInt(Piece::tokens).sum()).isEqualTo(5);
    }

    @Test
    void endsAtAStopTextWhichIsNotTold() throws Exception {
        String whole = start(Smollm.text("One, two, three,", 16)).text();
        assertThat(whole).contains("five");

        Told told = start(Smollm.stopping("One, two, three,", 16, "nothing of this kind", "five"));

        assertThat(told.text()).isEqualTo(whole.substring(0, whole.indexOf("five")));
        assertThat(told.finished().reason()).isEqualTo(FinishReason.STOP);
        assertThat(told.finished().usage().completionTokens()).isLessThan(16);
    }

    @Test
    void makesTheSameChoicesAgainWithTheSameSeed() throws Exception {
        Sampling seeded = new Sampling(1.5, 0.95, 0, 0.01, 0, 0, 42L);
        Sampling other = new Sampling(1.5, 0.95, 0, 0.01, 0, 0, 43L);

        String first = start(Smollm.question("Tell me a story.", 16, seeded)).text();

        assertThat(start(Smollm.question("Tell me a story.", 16, seeded)).text())
                .isEqualTo(first);
        assertThat(start(Smollm.question("Tell me a story.", 16, other)).text()).isNotEqualTo(first);
    }

    @Test
    void everySettingOfSamplingIsTaken() throws Exception {
        Sampling all = new Sampling(0.7, 0.9, 40, 0.05, 0.5, 0.5, -1L);

        assertThat(start(Smollm.question("Tell me a story.", 8, all))
                        .finished()
                        .usage()
                        .completionTokens())
                .isEqualTo(8);
    }

    @Test
    void aPenaltyMakesRepetitionUnlikely() throws Exception {
        String prompt = "na na na na na na na na na na na na";
        Sampling penalised = new Sampling(0, 1, 0, 0, 2, 2, null);

        String plain = start(Smollm.text(prompt, 12)).text();
        String varied = start(new GenerationRequest(new Prompt.Text(prompt), 12, penalised, List.of(), null, null))
                .text();

        assertThat(distinctWords(plain)).isLessThan(distinctWords(varied));
    }

    private static long distinctWords(String text) {
        return List.of(text.strip().split("\\s+", -1)).stream().distinct().count();
    }

    @Test
    void tellsLogProbabilitiesWhereAskedFor() throws Exception {
        GenerationRequest request = new GenerationRequest(
                new Prompt.Text("The capital of France is"), 4, Sampling.GREEDY, List.of(), 3, null);

        Told told = start(request).ended();

        assertThat(told.logprobs()).hasSize(4).allSatisfy(logprob -> {
            assertThat(logprob.logprob()).isLessThanOrEqualTo(0);
            assertThat(logprob.top()).hasSize(3);
            assertThat(logprob.top().getFirst().token())
                    .as("greedy takes the likeliest")
                    .isEqualTo(logprob.token());
        });
        assertThat(told.logprobs().stream().map(TokenLogprob::token))
                .containsExactlyElementsOf(
                        told.pieces().stream().map(Piece::text).toList());
        assertThat(start(Smollm.text("The capital of France is", 4)).ended().logprobs())
                .isEmpty();
    }

    @Test
    void writesWholeCharactersOnly() throws Exception {
        Told told = start(Smollm.text("日本語日本語日本語日本語", 12));

        assertThat(told.text()).startsWith("日本語").doesNotContain("\uFFFD");
        assertThat(told.pieces()).as("a character is made of several tokens").anyMatch(piece -> piece.tokens() > 1);
    }

    @Test
    void doesNotComputeTheBeginningOfAConversationAgain() throws Exception {
        List<ChatMessage> first = List.of(
                new ChatMessage("system", "You answer questions about geography, briefly."),
                new ChatMessage("user", "What is the capital of France?"));
        Finished before = start(chat(first, 12)).finished();

        Finished after = start(chat(
                        List.of(
                                first.get(0),
                                first.get(1),
                                new ChatMessage("assistant", "The capital of France is Paris."),
                                new ChatMessage("user", "And of Italy?")),
                        12))
                .finished();

        assertThat(after.usage().cachedTokens())
                .isGreaterThanOrEqualTo(before.usage().promptTokens() - 1)
                .isLessThan(after.usage().promptTokens());
    }

    private static GenerationRequest chat(List<ChatMessage> messages, int maxTokens) {
        return new GenerationRequest(new Prompt.Chat(messages), maxTokens, Sampling.GREEDY, List.of(), null, null);
    }

    private static Told start(GenerationRequest request) throws InterruptedException {
        Told told = new Told();
        generator.start(request, told);
        return told.ended();
    }
}
