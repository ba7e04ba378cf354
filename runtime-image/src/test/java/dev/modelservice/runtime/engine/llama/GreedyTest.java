package dev.modelservice.runtime.engine.llama;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.modelservice.runtime.engine.llama.answer.Logprobs;
import dev.modelservice.runtime.engine.llama.binding.ContextShape;
import dev.modelservice.runtime.engine.llama.binding.LlamaContext;
import dev.modelservice.runtime.engine.llama.binding.LlamaLibrary;
import dev.modelservice.runtime.engine.llama.binding.LlamaModel;
import dev.modelservice.runtime.engine.llama.binding.Sampler;
import dev.modelservice.runtime.generate.GenerationRequest;
import dev.modelservice.runtime.generate.Prompt;
import dev.modelservice.runtime.generate.Sampling;
import dev.modelservice.runtime.generate.TokenLogprob;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Our answers against the plainest loop around llama.cpp, one token after the other. In company the numbers of a step are
 * added up in another order, so they may differ by a little, and where two tokens are nearly as likely the other one may be
 * taken. So tokens must be equal, or else nearly as likely as the one that the plain loop took.
 */
final class GreedyTest {

    private static final int TOKENS = 24;
    private static final double NEARLY = 0.05;
    private static final List<String> PROMPTS = List.of(
            "The capital of France is",
            "Once upon a time there was",
            "def fibonacci(n):",
            "Water boils at",
            "The three primary colours are",
            "Dear Sir or Madam,",
            "2 + 2 =",
            "The quick brown fox");

    @Test
    void equalsThePlainLoopAloneAndInCompany() throws Exception {
        List<List<TokenLogprob>> plain = new ArrayList<>();
        try (LlamaModel model = LlamaLibrary.open(Smollm.LIBRARIES).load(Smollm.FILE, 0)) {
            for (String prompt : PROMPTS) {
                plain.add(plainLoop(model, prompt));
            }
        }
        try (LlamaGenerator generator = Smollm.open(PROMPTS.size(), 0)) {
            Counted counted = new Counted();
            generator.measuredBy(counted);
            Told alone = start(generator, PROMPTS.getFirst());
            same(alone.ended().logprobs(), plain.getFirst(), 1e-3);

            List<Told> together =
                    PROMPTS.stream().map(prompt -> start(generator, prompt)).toList();
            for (int i = 0; i < PROMPTS.size(); i++) {
                same(together.get(i).ended().logprobs(), plain.get(i), NEARLY);
            }

            assertThat(counted.most.get())
                    .as("texts that got a token in one step")
                    .isEqualTo(PROMPTS.size());
        }
    }

    private static List<TokenLogprob> plainLoop(LlamaModel model, String prompt) throws Exception {
        List<TokenLogprob> chosen = new ArrayList<>();
        float[] logits = new float[model.words()];
        try (LlamaContext context =
                        LlamaLibrary.open(Smollm.LIBRARIES).context(model, new ContextShape(1, 256, 256, 1, false));
                Sampler sampler = model.sampler(Sampling.GREEDY, TOKENS, 0)) {
            int[] next = model.tokens(prompt);
            int position = 0;
            while (chosen.size() < TOKENS) {
                context.batch().clear();
                int last = 0;
                for (int i = 0; i < next.length; i++) {
                    last = context.batch().add(next[i], position++, 0, i == next.length - 1);
                }
                assertThat(context.decode()).isEqualTo(LlamaContext.Outcome.DONE);
                int token = context.sample(sampler, last);
                if (model.isEnd(token)) {
                    break;
                }
                context.logits(last, logits);
                chosen.add(Logprobs.of(logits, token, 5, id -> new String(model.piece(id), StandardCharsets.UTF_8)));
                next = new int[] {token};
            }
        }
        return chosen;
    }

    private static void same(List<TokenLogprob> ours, List<TokenLogprob> plain, double tolerance) {
        for (int i = 0; i < plain.size() && i < ours.size(); i++) {
            TokenLogprob wanted = plain.get(i);
            TokenLogprob got = ours.get(i);
            if (!got.token().equals(wanted.token())) {
                assertThat(got.top()).as("a near tie at token %d", i).anySatisfy(other -> {
                    assertThat(other.token()).isEqualTo(wanted.token());
                    assertThat(other.logprob()).isCloseTo(got.logprob(), within(tolerance));
                });
                return;
            }
            assertThat(got.logprob()).as("token %d", i).isCloseTo(wanted.logprob(), within(tolerance));
        }
        assertThat(ours).hasSameSizeAs(plain);
    }

    private static Told start(LlamaGenerator generator, String prompt) {
        Told told = new Told();
        generator.start(
                new GenerationRequest(new Prompt.Text(prompt), TOKENS, Sampling.GREEDY, List.of(), 5, null), told);
        return told;
    }
}
