package dev.modelservice.runtime.generate;

import java.util.List;

/** What the model goes on from. */
public sealed interface Prompt {

    /** A text as it stands. */
    record Text(String text) implements Prompt {}

    /** A conversation, which the model's own chat template makes a text of. */
    record Chat(List<ChatMessage> messages) implements Prompt {
        public Chat {
            messages = List.copyOf(messages);
        }
    }

    /** Tokens of the model's own vocabulary. */
    record Tokens(List<Integer> ids) implements Prompt {
        public Tokens {
            ids = List.copyOf(ids);
        }
    }
}
