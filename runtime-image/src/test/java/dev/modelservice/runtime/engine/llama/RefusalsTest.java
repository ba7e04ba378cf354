package dev.modelservice.runtime.engine.llama;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modelservice.runtime.engine.InvalidModelException;
import dev.modelservice.runtime.generate.ChatMessage;
import dev.modelservice.runtime.generate.FinishReason;
import dev.modelservice.runtime.generate.Generation;
import dev.modelservice.runtime.generate.GenerationRequest;
import dev.modelservice.runtime.generate.Prompt;
import dev.modelservice.runtime.generate.Sampling;
import dev.modelservice.runtime.request.Rejection;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

final class RefusalsTest {

    private static LlamaGenerator generator;

    @BeforeAll
    static void open() throws InvalidModelException {
        generator = Smollm.open(2, 1);
    }

    @AfterAll
    static void close() {
        generator.close();
    }

    @Test
    void aPromptThatIsTooLongIsToldHowLongItIs() throws Exception {
        assertThat(refused(new Prompt.Text("word ".repeat(1500))))
                .isEqualTo(new Rejection.PromptTooLong("the prompt has 1501 tokens; with its answer it may have 1024"));
    }

    @Test
    void aTextOfMegabytesIsNotEvenRead() throws Exception {
        assertThat(refused(new Prompt.Text("x".repeat(10_000_000))))
                .isEqualTo(
                        new Rejection.PromptTooLong(
                                "the prompt has 10000000 characters, which is more than the 1024 tokens that it may have with its answer"));
    }

    @Test
    void aWordOfManyThousandLettersIsNotRead() throws Exception {
        assertThat(refused(new Prompt.Text("x".repeat(70_000))))
                .isEqualTo(new Rejection.Malformed(
                        "the prompt has a word of 70000 characters; the longest that is read has 65536"));
    }

    @Test
    void promptsThatAreNone() throws Exception {
        assertThat(refused(new Prompt.Text(""))).isEqualTo(new Rejection.Malformed("the prompt is empty"));
        assertThat(refused(new Prompt.Chat(List.of())))
                .isEqualTo(new Rejection.Malformed("the conversation has no message"));
        assertThat(refused(new Prompt.Chat(List.of(new ChatMessage("user", "a\0b")))))
                .isEqualTo(new Rejection.Malformed("message 0 has a NUL character"));
        assertThat(refused(new Prompt.Tokens(List.of(1, 49_152))))
                .isEqualTo(new Rejection.Malformed("there is no token 49152; the model has 0 to 49151"));
        assertThat(refused(new Prompt.Tokens(List.of(-1))))
                .isEqualTo(new Rejection.Malformed("there is no token -1; the model has 0 to 49151"));
    }

    @Test
    void anAnswerEndsWhereTheContextEnds() throws Exception {
        Told told = new Told();
        generator.start(Smollm.text("word ".repeat(1016), null), told);

        assertThat(told.finished().reason()).isEqualTo(FinishReason.LENGTH);
        assertThat(told.finished().usage().totalTokens()).isEqualTo(1024);
    }

    @Test
    void oneWhoseTimeIsOverIsNotBegun() throws Exception {
        GenerationRequest late = new GenerationRequest(
                new Prompt.Text("Hello"), 5, Sampling.GREEDY, List.of(), null, System.nanoTime() - 1);
        Told told = new Told();
        generator.start(late, told);

        assertThat(told.refused())
                .isEqualTo(new Rejection.TooLate("the text was not complete when its time was over, after 0 tokens"));
        assertThat(told.pieces()).isEmpty();
    }

    @Test
    void oneWhoseTimeRunsOutOnTheWayIsBrokenOff() throws Exception {
        GenerationRequest soon = new GenerationRequest(
                new Prompt.Text("Once upon a time"),
                null,
                new Sampling(1, 1, 0, 0, 0, 0, 1L),
                List.of(),
                null,
                System.nanoTime() + 400_000_000);
        Told told = new Told();
        generator.start(soon, told);

        assertThat(told.refused()).isInstanceOf(Rejection.TooLate.class);
    }

    @Test
    void oneMoreThanMayWaitIsRefusedAtOnce() throws Exception {
        List<Told> accepted = new ArrayList<>();
        List<Generation> generations = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            Told told = new Told();
            accepted.add(told);
            generations.add(generator.start(Smollm.text("Write a very long story", null), told));
        }
        accepted.get(1).begun();
        assertThat(generator.active()).isEqualTo(2);
        assertThat(generator.waiting()).isEqualTo(1);

        Told refused = new Told();
        generator.start(Smollm.text("Hello", 1), refused);

        assertThat(refused.hasEnded()).as("before the method returned").isTrue();
        assertThat(refused.refused())
                .isEqualTo(new Rejection.Overloaded(
                        "2 texts are at work and 1 wait, which is all that is allowed; try again later", 1));
        generations.forEach(Generation::cancel);
        for (Told told : accepted) {
            assertThat(told.finished().reason()).isEqualTo(FinishReason.CANCELLED);
        }
        Told next = new Told();
        generator.start(Smollm.text("Hello", 1), next);
        assertThat(next.finished().reason()).isEqualTo(FinishReason.LENGTH);
    }

    private static Rejection refused(Prompt prompt) throws InterruptedException {
        Told told = new Told();
        generator.start(new GenerationRequest(prompt, 5, Sampling.GREEDY, List.of(), null, null), told);
        return told.refused();
    }
}
