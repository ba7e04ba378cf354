package dev.modelservice.runtime.openai;

import com.fasterxml.jackson.core.JsonParser;
import dev.modelservice.runtime.generate.GenerationRequest;
import dev.modelservice.runtime.generate.Prompt;
import dev.modelservice.runtime.generate.Sampling;
import dev.modelservice.runtime.request.RejectedException;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The fields that completions and chat have in common, as they are read. */
final class TextFields {

    /** Texts that one request may order, over all of its prompts; OpenAI's bound. */
    static final int MAX_TEXTS = 128;

    private static final int MAX_STOPS = 16;

    /** Text is held back as long as it may become a stop text, so that these cannot be of any length. */
    private static final int MAX_STOP_LENGTH = 1000;

    private @Nullable String model;
    private double temperature = Sampling.DEFAULT.temperature();
    private double topP = Sampling.DEFAULT.topP();
    private int topK = Sampling.DEFAULT.topK();
    private double minP = Sampling.DEFAULT.minP();
    private double frequencyPenalty = Sampling.DEFAULT.frequencyPenalty();
    private double presencePenalty = Sampling.DEFAULT.presencePenalty();
    private @Nullable Long seed;
    private List<String> stop = List.of();
    private int choices = 1;
    private boolean streamed;
    private @Nullable Boolean usageWanted;

    /** Takes a field if it is one of these; otherwise the parser still stands at its value. */
    boolean take(String field, JsonParser json) throws IOException {
        switch (field) {
            case "model" -> model = Fields.text(json, field);
            case "temperature" -> temperature = Fields.number(json, field, 0, 2);
            case "top_p" -> topP = Fields.number(json, field, 0, 1);
            // -1 is another way to say all.
            case "top_k" -> topK = (int) Math.max(0, Fields.integer(json, field, -1, Integer.MAX_VALUE));
            case "min_p" -> minP = Fields.number(json, field, 0, 1);
            case "frequency_penalty" -> frequencyPenalty = Fields.number(json, field, -2, 2);
            case "presence_penalty" -> presencePenalty = Fields.number(json, field, -2, 2);
            case "seed" -> seed = Fields.integer(json, field, Long.MIN_VALUE, Long.MAX_VALUE);
            case "stop" -> stop = stop(json);
            case "n" -> choices = (int) Fields.integer(json, field, 1, MAX_TEXTS);
            case "stream" -> streamed = Fields.bool(json, field);
            case "stream_options" -> usageWanted = usageWanted(json);
            case "logit_bias" -> Refused.ifGiven(json, field, "tokens cannot be made likelier or less likely");
            default -> {
                return false;
            }
        }
        return true;
    }

    private static List<String> stop(JsonParser json) throws IOException {
        List<String> texts = Fields.texts(json, "stop", MAX_STOPS);
        for (String text : texts) {
            if (text.isEmpty() || text.length() > MAX_STOP_LENGTH) {
                throw RejectedException.malformed(
                        "stop",
                        "expected texts of 1 to %d characters, got one of %d"
                                .formatted(MAX_STOP_LENGTH, text.length()));
            }
        }
        return texts;
    }

    private static boolean usageWanted(JsonParser json) throws IOException {
        boolean[] wanted = {false};
        Fields.object(json, "stream_options", (field, value) -> {
            if (field.equals("include_usage")) {
                wanted[0] = Fields.bool(value, "stream_options.include_usage");
            } else {
                value.skipChildren();
            }
        });
        return wanted[0];
    }

    /** The order for these prompts. */
    TextOrder order(
            List<? extends Prompt> prompts,
            @Nullable Integer maxTokens,
            @Nullable Integer topLogprobs,
            List<String> echoed) {
        if (model == null) {
            throw Fields.missing("model");
        }
        if (usageWanted != null && !streamed) {
            throw RejectedException.malformed("stream_options", "expected stream to be true beside it");
        }
        if ((long) prompts.size() * choices > MAX_TEXTS) {
            throw RejectedException.malformed(
                    "n",
                    "expected at most %d texts in all, got %d prompts with %d choices each"
                            .formatted(MAX_TEXTS, prompts.size(), choices));
        }
        Sampling sampling = new Sampling(temperature, topP, topK, minP, frequencyPenalty, presencePenalty, seed);
        List<GenerationRequest> requests = prompts.stream()
                .map(prompt -> new GenerationRequest(prompt, maxTokens, sampling, stop, topLogprobs, null))
                .toList();
        return new TextOrder(model, requests, choices, streamed, Boolean.TRUE.equals(usageWanted), echoed);
    }
}
