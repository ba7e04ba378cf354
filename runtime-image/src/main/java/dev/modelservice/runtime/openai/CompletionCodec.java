package dev.modelservice.runtime.openai;

import com.fasterxml.jackson.core.JsonParser;
import dev.modelservice.runtime.generate.Prompt;
import dev.modelservice.runtime.http.Json;
import dev.modelservice.runtime.request.RejectedException;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The JSON of {@code POST /v1/completions}. */
final class CompletionCodec {

    /** OpenAI's default for this endpoint. */
    private static final int DEFAULT_MAX_TOKENS = 16;

    private static final int MAX_LOGPROBS = 20;

    private final TextFields common = new TextFields();
    private List<Prompt> prompts = List.of();
    private int maxTokens = DEFAULT_MAX_TOKENS;
    private @Nullable Integer logprobs;
    private boolean echo;

    private CompletionCodec() {}

    static TextOrder decode(byte[] body) {
        return Json.read(body, json -> {
            CompletionCodec codec = new CompletionCodec();
            Fields.document(json, codec::take);
            return codec.order();
        });
    }

    private void take(String field, JsonParser json) throws IOException {
        if (common.take(field, json)) {
            return;
        }
        switch (field) {
            case "prompt" -> prompts = PromptReader.read(json);
            case "max_tokens" -> maxTokens = (int) Fields.integer(json, field, 1, Integer.MAX_VALUE);
            case "logprobs" -> logprobs = logprobs(json);
            case "echo" -> echo = Fields.bool(json, field);
            case "suffix" -> Refused.ifGiven(json, field, "the text that follows cannot be given");
            case "best_of" -> bestOf(json);
            default -> json.skipChildren();
        }
    }

    /** A number, or, as some clients of other servers have it, a truth. */
    private static @Nullable Integer logprobs(JsonParser json) throws IOException {
        return switch (json.currentToken()) {
            case VALUE_FALSE -> null;
            case VALUE_TRUE -> 0;
            default -> (int) Fields.integer(json, "logprobs", 0, MAX_LOGPROBS);
        };
    }

    private static void bestOf(JsonParser json) throws IOException {
        if (Fields.integer(json, "best_of", 1, TextFields.MAX_TEXTS) != 1) {
            throw RejectedException.malformed(
                    "best_of", "this server does not compare texts; expected 1, and n for several of them");
        }
    }

    private TextOrder order() {
        if (prompts.isEmpty()) {
            throw Fields.missing("prompt");
        }
        if (echo && logprobs != null) {
            throw RejectedException.malformed(
                    "echo", "this server has no log-probabilities of prompts; leave out echo or logprobs");
        }
        return common.order(prompts, maxTokens, logprobs, echo ? echoed() : List.of());
    }

    private List<String> echoed() {
        return prompts.stream()
                .map(prompt -> switch (prompt) {
                    case Prompt.Text text -> text.text();
                    case Prompt.Tokens _, Prompt.Chat _ ->
                        throw RejectedException.malformed("echo", "only a prompt that is given as text can be echoed");
                })
                .toList();
    }
}
