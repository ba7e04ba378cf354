package dev.modelservice.runtime.engine.llama.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.modelservice.runtime.generate.TokenLogprob;
import org.junit.jupiter.api.Test;

final class LogprobsTest {

    private static final float[] LOGITS = {(float) Math.log(1), (float) Math.log(6), (float) Math.log(3)};

    @Test
    void areTheLogarithmsOfProbabilitiesThatAddUpToOne() {
        TokenLogprob logprob = Logprobs.of(LOGITS, 2, 3, id -> "t" + id);

        assertThat(logprob.token()).isEqualTo("t2");
        assertThat(Math.exp(logprob.logprob())).isCloseTo(0.3, within(1e-6));
        assertThat(logprob.top()).extracting(TokenLogprob::token).containsExactly("t1", "t2", "t0");
        assertThat(logprob.top().stream()
                        .mapToDouble(top -> Math.exp(top.logprob()))
                        .sum())
                .isCloseTo(1, within(1e-6));
    }

    @Test
    void tellNoMoreAlternativesThanAskedFor() {
        assertThat(Logprobs.of(LOGITS, 0, 0, id -> "t" + id).top()).isEmpty();
        assertThat(Logprobs.of(LOGITS, 0, 2, id -> "t" + id).top())
                .extracting(TokenLogprob::token)
                .containsExactly("t1", "t2");
        assertThat(Logprobs.of(LOGITS, 0, 9, id -> "t" + id).top()).hasSize(3);
    }

    @Test
    void doNotOverflow() {
        TokenLogprob logprob = Logprobs.of(new float[] {2000, 1000}, 0, 0, id -> "t" + id);

        assertThat(logprob.logprob()).isCloseTo(0, within(1e-9));
    }
}
