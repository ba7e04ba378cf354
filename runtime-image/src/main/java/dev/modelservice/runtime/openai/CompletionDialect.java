package dev.modelservice.runtime.openai;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.modelservice.runtime.generate.TokenLogprob;
import java.io.IOException;
import java.util.List;

/** {@code POST /v1/completions}: plain texts, whole and in parts alike. */
final class CompletionDialect implements Dialect {

    @Override
    public String idPrefix() {
        return "cmpl-";
    }

    @Override
    public String object() {
        return "text_completion";
    }

    @Override
    public String partObject() {
        return "text_completion";
    }

    @Override
    public void whole(JsonGenerator json, Choice choice) throws IOException {
        part(json, choice.text(), 0, choice.logprobs());
    }

    @Override
    public void first(JsonGenerator json, String text) throws IOException {
        part(json, text, 0, List.of());
    }

    @Override
    public boolean alwaysBegins() {
        return false;
    }

    @Override
    public void part(JsonGenerator json, String text, int offset, List<TokenLogprob> logprobs) throws IOException {
        json.writeStringField("text", text);
        CompletionLogprobs.write(json, offset, logprobs);
    }

    @Override
    public void last(JsonGenerator json) throws IOException {
        part(json, "", 0, List.of());
    }
}
