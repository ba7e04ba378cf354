package dev.modelservice.runtime.openai;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.modelservice.runtime.generate.TokenLogprob;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code logprobs} of completions: an array for each property of the tokens. */
final class CompletionLogprobs {

    private CompletionLogprobs() {}

    /** Those of a part that stands at this offset, in characters, of its text. */
    static void write(JsonGenerator json, int offset, List<TokenLogprob> tokens) throws IOException {
        if (tokens.isEmpty()) {
            json.writeNullField("logprobs");
            return;
        }
        json.writeObjectFieldStart("logprobs");
        json.writeArrayFieldStart("tokens");
        for (TokenLogprob token : tokens) {
            json.writeString(token.token());
        }
        json.writeEndArray();
        json.writeArrayFieldStart("token_logprobs");
        for (TokenLogprob token : tokens) {
            json.writeNumber(ChatLogprobs.finite(token.logprob()));
        }
        json.writeEndArray();
        json.writeArrayFieldStart("top_logprobs");
        for (TokenLogprob token : tokens) {
            alternatives(json, token);
        }
        json.writeEndArray();
        json.writeArrayFieldStart("text_offset");
        int at = offset;
        for (TokenLogprob token : tokens) {
            json.writeNumber(at);
            at += token.token().codePointCount(0, token.token().length());
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void alternatives(JsonGenerator json, TokenLogprob token) throws IOException {
        // Different tokens can have the same text, as parts of characters do; the likeliest speaks for them.
        Map<String, Double> byText = new LinkedHashMap<>();
        token.top().forEach(each -> byText.putIfAbsent(each.token(), ChatLogprobs.finite(each.logprob())));
        json.writeStartObject();
        for (Map.Entry<String, Double> alternative : byText.entrySet()) {
            json.writeNumberField(alternative.getKey(), alternative.getValue());
        }
        json.writeEndObject();
    }
}
