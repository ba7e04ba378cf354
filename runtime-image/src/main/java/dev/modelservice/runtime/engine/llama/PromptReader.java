package dev.modelservice.runtime.engine.llama;

import dev.modelservice.runtime.engine.llama.binding.LlamaModel;
import dev.modelservice.runtime.generate.ChatMessage;
import dev.modelservice.runtime.generate.GenerationRequest;
import dev.modelservice.runtime.generate.Prompt;
import dev.modelservice.runtime.request.RejectedException;
import dev.modelservice.runtime.request.Rejection;
import java.util.List;

/** From what was asked to the tokens that the model begins with, or to a refusal. Any thread may call it. */
final class PromptReader {

    /** No vocabulary has longer tokens, so a text with more bytes does not fit and need not be tried. */
    private static final int MOST_BYTES_PER_TOKEN = 256;

    /** llama.cpp splits some texts by regular expressions that go one call deeper for each character of a word. */
    private static final int LONGEST_RUN = 1 << 16;

    private static final List<ChatMessage> EXAMPLE =
            List.of(new ChatMessage("system", "Be brief."), new ChatMessage("user", "Hello"));

    private final LlamaModel model;
    private final int contextTokens;
    private final boolean hasChatTemplate;

    PromptReader(LlamaModel model, int contextTokens) {
        this.model = model;
        this.contextTokens = contextTokens;
        this.hasChatTemplate = model.conversation(EXAMPLE).isPresent();
    }

    int contextTokens() {
        return contextTokens;
    }

    boolean hasChatTemplate() {
        return hasChatTemplate;
    }

    /**
     * The tokens of the prompt: at least one, and fewer than the context holds.
     *
     * @throws RejectedException if the request is not one that can be answered
     */
    int[] read(GenerationRequest request) {
        RequestRules.objection(request).ifPresent(wrong -> {
            throw RejectedException.malformed(wrong);
        });
        int[] tokens = switch (request.prompt()) {
            case Prompt.Text text -> tokens(text.text());
            case Prompt.Chat chat -> tokens(conversation(chat.messages()));
            case Prompt.Tokens ids -> known(ids.ids());
        };
        if (tokens.length == 0) {
            throw RejectedException.malformed("the prompt is empty");
        }
        if (tokens.length >= contextTokens) {
            throw tooLong(
                    "the prompt has %d tokens; with its answer it may have %d".formatted(tokens.length, contextTokens));
        }
        return tokens;
    }

    private static RejectedException tooLong(String message) {
        return new RejectedException(new Rejection.PromptTooLong(message));
    }

    private int[] tokens(String text) {
        long most = (long) contextTokens * MOST_BYTES_PER_TOKEN;
        if (text.length() > most) {
            throw tooLong(
                    "the prompt has %d characters, which is more than the %d tokens that it may have with its answer"
                            .formatted(text.length(), contextTokens));
        }
        int run = Runs.longest(text);
        if (run > LONGEST_RUN) {
            throw RejectedException.malformed("the prompt has a word of %d characters; the longest that is read has %d"
                    .formatted(run, LONGEST_RUN));
        }
        return model.tokens(text);
    }

    private String conversation(List<ChatMessage> messages) {
        if (!hasChatTemplate) {
            throw RejectedException.malformed(
                    "the model has no chat template that is known here, so it takes texts and no conversations");
        }
        if (messages.isEmpty()) {
            throw RejectedException.malformed("the conversation has no message");
        }
        for (int i = 0; i < messages.size(); i++) {
            // C strings end there, so the rest of the message would be lost.
            if (messages.get(i).role().indexOf('\0') >= 0
                    || messages.get(i).content().indexOf('\0') >= 0) {
                throw RejectedException.malformed("message %d has a NUL character".formatted(i));
            }
        }
        return model.conversation(messages)
                .orElseThrow(() -> RejectedException.malformed(
                        "the model's chat template has no place for these roles in this order"));
    }

    private int[] known(List<Integer> ids) {
        for (int id : ids) {
            if (id < 0 || id >= model.words()) {
                throw RejectedException.malformed(
                        "there is no token %d; the model has 0 to %d".formatted(id, model.words() - 1));
            }
        }
        return ids.stream().mapToInt(Integer::intValue).toArray();
    }
}
