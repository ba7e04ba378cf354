package dev.modelservice.runtime.openai;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.modelservice.runtime.generate.TokenLogprob;
import java.io.IOException;
import java.util.List;

/** {@code POST /v1/chat/completions}: messages, and in parts what is new of them. */
final class ChatDialect implements Dialect {

    @Override
    public String idPrefix() {
        return "chatcmpl-";
    }

    @Override
    public String object() {
        return "chat.completion";
    }

    @Override
    public String partObject() {
        return "chat.completion.chunk";
    }

    @Override
    public void whole(JsonGenerator json, Choice choice) throws IOException {
        json.writeObjectFieldStart("message");
        json.writeStringField("role", "assistant");
        json.writeStringField("content", choice.text());
        json.writeNullField("refusal");
        json.writeEndObject();
        ChatLogprobs.write(json, choice.logprobs());
    }

    @Override
    public void first(JsonGenerator json, String text) throws IOException {
        json.writeObjectFieldStart("delta");
        json.writeStringField("role", "assistant");
        json.writeStringField("content", text);
        json.writeEndObject();
        json.writeNullField("logprobs");
    }

    @Override
    public boolean alwaysBegins() {
        return true;
    }

    @Override
    public void part(JsonGenerator json, String text, int offset, List<TokenLogprob> logprobs) throws IOException {
        json.writeObjectFieldStart("delta");
        json.writeStringField("content", text);
        json.writeEndObject();
        ChatLogprobs.write(json, logprobs);
    }

    @Override
    public void last(JsonGenerator json) throws IOException {
        json.writeObjectFieldStart("delta");
        json.writeEndObject();
        json.writeNullField("logprobs");
    }
}
