package dev.modelservice.runtime.generate;

import dev.modelservice.runtime.request.Rejection;
import java.util.List;

/** What is told while a text is generated: pieces, and then either the end or a refusal. */
public sealed interface GenerationEvent {

    /**
     * More of the text: whole characters only, and nothing that may become part of a stop text.
     *
     * @param tokens how many tokens this piece is made of
     * @param logprobs one for each of those tokens, where the request asked for them; otherwise empty
     */
    record Piece(String text, int tokens, List<TokenLogprob> logprobs) implements GenerationEvent {
        public Piece {
            logprobs = List.copyOf(logprobs);
        }
    }

    /** The last event of a text that ended. */
    record Finished(FinishReason reason, Usage usage) implements GenerationEvent {}

    /** The last event of a text that could not be generated, or not to its end. */
    record Refused(Rejection rejection) implements GenerationEvent {}
}
