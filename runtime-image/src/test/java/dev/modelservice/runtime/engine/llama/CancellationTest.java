package dev.modelservice.runtime.engine.llama;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modelservice.runtime.generate.FinishReason;
import dev.modelservice.runtime.generate.Generation;
import dev.modelservice.runtime.generate.GenerationEvent.Finished;
import dev.modelservice.runtime.request.Rejection;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

final class CancellationTest {

    @Test
    void noMoreIsComputedOfACancelledText() throws Exception {
        try (LlamaGenerator generator = Smollm.open(1, 2)) {
            Counted counted = new Counted();
            generator.measuredBy(counted);
            Told endless = new Told();
            Generation generation = generator.start(Smollm.text("Write a very long story", null), endless);
            endless.begun();

            generation.cancel();
            Finished finished = endless.finished();
            int computed = counted.generatedTokens.get();
            Told next = new Told();
            generator.start(Smollm.text("One, two, three,", 4), next);

            assertThat(finished.reason()).isEqualTo(FinishReason.CANCELLED);
            assertThat(finished.usage().completionTokens()).isLessThanOrEqualTo(computed);
            assertThat(next.finished().usage().completionTokens()).isEqualTo(4);
            assertThat(counted.generatedTokens.get())
                    .as("the next text's tokens only")
                    .isEqualTo(computed + 4);
        }
    }

    @Test
    void aLongPromptIsNotReadToItsEnd() throws Exception {
        try (LlamaGenerator generator = Smollm.open(1, 2)) {
            AtomicReference<Generation> generation = new AtomicReference<>(() -> {});
            Counted counted = new Counted().whenOneBegins(() -> generation.get().cancel());
            Told first = new Told();
            generator.start(Smollm.text("Hello", 1), first);
            first.ended();
            generator.measuredBy(counted);
            Told told = new Told();
            // Begins only when the place is free, which is after the reference is set.
            Told before = new Told();
            generator.start(Smollm.text("Once upon a time", 8), before);
            generation.set(generator.start(Smollm.text("word ".repeat(900), 5), told));

            Finished finished = told.finished();

            assertThat(finished.reason()).isEqualTo(FinishReason.CANCELLED);
            assertThat(counted.promptTokens.get()).isLessThan(900);
            assertThat(finished.usage().completionTokens()).isZero();
        }
    }

    @Test
    void aTextThatWaitsIsGivenUp() throws Exception {
        try (LlamaGenerator generator = Smollm.open(1, 2)) {
            Told endless = new Told();
            Generation working = generator.start(Smollm.text("Write a very long story", null), endless);
            endless.begun();
            Told waits = new Told();
            Generation waiting = generator.start(Smollm.text("Hello", 5), waits);

            waiting.cancel();

            assertThat(waits.finished().reason()).isEqualTo(FinishReason.CANCELLED);
            assertThat(waits.pieces()).isEmpty();
            assertThat(endless.hasEnded()).isFalse();
            working.cancel();
            assertThat(endless.finished().reason()).isEqualTo(FinishReason.CANCELLED);
        }
    }

    @Test
    void closingEndsEveryTextAndTakesNoMore() throws Exception {
        LlamaGenerator generator = Smollm.open(1, 2);
        Told working = new Told();
        Generation generation = generator.start(Smollm.text("Write a very long story", null), working);
        working.begun();
        Told waiting = new Told();
        generator.start(Smollm.text("Hello", 5), waiting);

        generator.close();

        assertThat(working.finished().reason()).isEqualTo(FinishReason.CANCELLED);
        assertThat(waiting.finished().reason()).isEqualTo(FinishReason.CANCELLED);
        Told late = new Told();
        generator.start(Smollm.text("Hello", 5), late);
        assertThat(late.refused()).isEqualTo(new Rejection.NotReady("the model is being closed"));
        generation.cancel();
        generator.close();
        assertThat(generator.stepUnderWay()).isEqualTo(Duration.ZERO);
    }

    @Test
    void aListenerThatFailsLosesItsTextAndNobodyElses() throws Exception {
        try (LlamaGenerator generator = Smollm.open(2, 2)) {
            Counted counted = new Counted();
            generator.measuredBy(counted);
            Told good = new Told();
            generator.start(Smollm.text("One, two, three,", 6), good);
            generator.start(Smollm.text("Write a very long story", null), event -> {
                throw new IllegalStateException("this listener fails, as the test wants");
            });

            assertThat(good.finished().usage().completionTokens()).isEqualTo(6);
            Told next = new Told();
            generator.start(Smollm.text("One, two, three,", 6), next);
            assertThat(next.finished().reason()).isEqualTo(FinishReason.LENGTH);
            assertThat(counted.reasons).contains(FinishReason.CANCELLED);
        }
    }
}
