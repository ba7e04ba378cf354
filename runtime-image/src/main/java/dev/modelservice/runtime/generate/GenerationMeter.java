package dev.modelservice.runtime.generate;

import java.time.Duration;

/** Told what generation does, for whoever keeps count. Called on the generator's own threads, so it must return at once. */
public interface GenerationMeter {

    /** Keeps no count. */
    GenerationMeter NONE = new GenerationMeter() {};

    /** A text got its place after it had waited this long. */
    default void began(Duration waited) {}

    /** The first token of a text came, this long after the text was asked for. */
    default void firstToken(Duration sinceStart) {}

    /**
     * One step of the model ended: for some texts a part of the prompt was read, others got their next token.
     *
     * @param promptTokens tokens of prompts that were read
     * @param generatedTokens texts that got a token, which is how many were worked on together
     */
    default void step(int promptTokens, int generatedTokens, Duration took) {}

    /** A text ended, with what it took. A refusal is told to its listener only. */
    default void finished(FinishReason reason, Usage usage) {}
}
