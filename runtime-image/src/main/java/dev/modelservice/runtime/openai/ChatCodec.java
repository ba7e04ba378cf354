package dev.modelservice.runtime.openai;

import com.fasterxml.jackson.core.JsonParser;
import dev.modelservice.runtime.generate.ChatMessage;
import dev.modelservice.runtime.generate.Prompt;
import dev.modelservice.runtime.http.Json;
import dev.modelservice.runtime.request.RejectedException;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The JSON of {@code POST /v1/chat/completions}. */
final class ChatCodec {

    private static final int MAX_LOGPROBS = 20;
    private static final String NO_TOOLS = "the model cannot call anything";

    private final TextFields common = new TextFields();
    private List<ChatMessage> messages = List.of();
    private @Nullable Integer maxTokens;
    private @Nullable Integer maxCompletionTokens;
    private boolean logprobs;
    private @Nullable Integer topLogprobs;

    private ChatCodec() {}

    static TextOrder decode(byte[] body) {
        return Json.read(body, json -> {
            ChatCodec codec = new ChatCodec();
            Fields.document(json, codec::take);
            return codec.order();
        });
    }

    private void take(String field, JsonParser json) throws IOException {
        if (common.take(field, json)) {
            return;
        }
        switch (field) {
            case "messages" -> messages = MessageReader.read(json);
            case "max_tokens" -> maxTokens = (int) Fields.integer(json, field, 1, Integer.MAX_VALUE);
            case "max_completion_tokens" ->
                maxCompletionTokens = (int) Fields.integer(json, field, 1, Integer.MAX_VALUE);
            case "logprobs" -> logprobs = Fields.bool(json, field);
            case "top_logprobs" -> topLogprobs = (int) Fields.integer(json, field, 0, MAX_LOGPROBS);
            case "response_format" -> requireText(json);
            case "modalities" -> requireOnlyText(json);
            case "tools", "functions" -> Refused.ifGiven(json, field, NO_TOOLS);
            case "audio" -> Refused.ifGiven(json, field, "the model writes texts only");
            default -> json.skipChildren();
        }
    }

    private static void requireText(JsonParser json) throws IOException {
        Fields.object(json, "response_format", (field, value) -> {
            if (field.equals("type")
                    && !Fields.text(value, "response_format.type").equals("text")) {
                throw Fields.unexpected(
                        value, "response_format", "type \"text\", as this server cannot hold a model to a format");
            }
            value.skipChildren();
        });
    }

    private static void requireOnlyText(JsonParser json) throws IOException {
        for (String modality : Fields.texts(json, "modalities", 2)) {
            if (!modality.equals("text")) {
                throw RejectedException.malformed("modalities", "the model writes texts only");
            }
        }
    }

    private TextOrder order() {
        if (messages.isEmpty()) {
            throw Fields.missing("messages");
        }
        if (topLogprobs != null && !logprobs) {
            throw RejectedException.malformed("top_logprobs", "expected logprobs to be true beside it");
        }
        Integer top = topLogprobs == null ? Integer.valueOf(0) : topLogprobs;
        return common.order(
                List.of(new Prompt.Chat(messages)),
                maxCompletionTokens == null ? maxTokens : maxCompletionTokens,
                logprobs ? top : null,
                List.of());
    }
}
