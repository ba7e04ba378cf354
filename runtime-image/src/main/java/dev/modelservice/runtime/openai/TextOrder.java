package dev.modelservice.runtime.openai;

import dev.modelservice.runtime.generate.GenerationRequest;
import dev.modelservice.runtime.generate.Sampling;
import java.util.List;

/**
 * Texts that a client ordered: for each prompt, the same number of choices.
 *
 * @param model as the client calls it
 * @param prompts one for each prompt
 * @param choices of each prompt
 * @param streamed whether the answer comes in parts
 * @param usageWanted whether a streamed answer tells at its end what it took
 * @param echoed the prompts' texts, where answers begin with them; otherwise empty
 */
record TextOrder(
        String model,
        List<GenerationRequest> prompts,
        int choices,
        boolean streamed,
        boolean usageWanted,
        List<String> echoed) {

    TextOrder {
        prompts = List.copyOf(prompts);
        echoed = List.copyOf(echoed);
    }

    /** How many texts that is. */
    int size() {
        return prompts.size() * choices;
    }

    /** The text with this index; with a seed, choices of one prompt differ and are the same the next time. */
    GenerationRequest text(int index) {
        GenerationRequest prompt = prompts.get(index / choices);
        Long seed = prompt.sampling().seed();
        int choice = index % choices;
        return seed == null || choice == 0 ? prompt : seeded(prompt, seed + choice);
    }

    private static GenerationRequest seeded(GenerationRequest text, long seed) {
        Sampling s = text.sampling();
        return new GenerationRequest(
                text.prompt(),
                text.maxTokens(),
                new Sampling(
                        s.temperature(), s.topP(), s.topK(), s.minP(), s.frequencyPenalty(), s.presencePenalty(), seed),
                text.stop(),
                text.topLogprobs(),
                text.deadlineNanos());
    }

    /** What the text with this index begins with, before anything is generated; empty for nothing. */
    String opening(int index) {
        return echoed.isEmpty() ? "" : echoed.get(index / choices);
    }
}
