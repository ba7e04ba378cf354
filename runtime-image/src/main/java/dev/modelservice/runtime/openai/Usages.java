package dev.modelservice.runtime.openai;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.modelservice.runtime.generate.Usage;
import java.io.IOException;
import java.util.List;

/** What answers took, as JSON. */
final class Usages {

    /** What a text took of which nothing was told. */
    static final Usage NOTHING = new Usage(0, 0, 0);

    private Usages() {}

    /** What all texts of an order took; a prompt counts once, however many texts were made of it. */
    static Usage sum(TextOrder order, List<Usage> texts) {
        int prompt = 0;
        int completion = 0;
        int cached = 0;
        for (int i = 0; i < texts.size(); i++) {
            Usage text = texts.get(i);
            completion += text.completionTokens();
            if (i % order.choices() == 0) {
                prompt += text.promptTokens();
                cached += text.cachedTokens();
            }
        }
        return new Usage(prompt, completion, cached);
    }

    static void write(JsonGenerator json, Usage usage) throws IOException {
        json.writeObjectFieldStart("usage");
        json.writeNumberField("prompt_tokens", usage.promptTokens());
        json.writeNumberField("completion_tokens", usage.completionTokens());
        json.writeNumberField("total_tokens", usage.totalTokens());
        json.writeObjectFieldStart("prompt_tokens_details");
        json.writeNumberField("cached_tokens", usage.cachedTokens());
        json.writeEndObject();
        json.writeEndObject();
    }
}
