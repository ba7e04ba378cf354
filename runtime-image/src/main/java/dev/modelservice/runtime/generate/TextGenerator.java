package dev.modelservice.runtime.generate;

import java.time.Duration;
import java.util.function.Consumer;

/** A language model that writes texts, several at once. */
public interface TextGenerator {

    /** Most tokens that a prompt and its answer may have together. */
    int contextTokens();

    /** Whether the model knows how to lay out a conversation, so that {@link Prompt.Chat} is understood. */
    boolean hasChatTemplate();

    /** How many texts are at work at this moment. */
    int active();

    /** How many accepted texts wait for a place at this moment. */
    int waiting();

    /** How long the step that is being computed at this moment has taken until now; zero when none is. For a watchdog. */
    Duration stepUnderWay();

    /** From now on this meter, and no other, is told what is done. */
    void measuredBy(GenerationMeter meter);

    /**
     * Begins a text, or queues it. Does not block.
     *
     * @param listener told every event, in order, on a thread of the generator's that must not be blocked; a refusal (queue
     *     full, prompt too long, nobody waits any more) is an event too and may come before this method returns
     */
    Generation start(GenerationRequest request, Consumer<GenerationEvent> listener);
}
