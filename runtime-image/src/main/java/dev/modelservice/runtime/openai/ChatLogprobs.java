package dev.modelservice.runtime.openai;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.modelservice.runtime.generate.TokenLogprob;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** {@code logprobs} of chat: an object for each token. */
final class ChatLogprobs {

    /** What stands for less likely than can be written. */
    static final double LEAST = -9999;

    /** Stands in a token's text for bytes that are only a part of a character. */
    private static final char PART_OF_A_CHARACTER = '\uFFFD';

    private ChatLogprobs() {}

    static void write(JsonGenerator json, List<TokenLogprob> tokens) throws IOException {
        if (tokens.isEmpty()) {
            json.writeNullField("logprobs");
            return;
        }
        json.writeObjectFieldStart("logprobs");
        json.writeArrayFieldStart("content");
        for (TokenLogprob token : tokens) {
            json.writeStartObject();
            token(json, token);
            json.writeArrayFieldStart("top_logprobs");
            for (TokenLogprob alternative : token.top()) {
                json.writeStartObject();
                token(json, alternative);
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeNullField("refusal");
        json.writeEndObject();
    }

    private static void token(JsonGenerator json, TokenLogprob token) throws IOException {
        json.writeStringField("token", token.token());
        json.writeNumberField("logprob", finite(token.logprob()));
        if (token.token().indexOf(PART_OF_A_CHARACTER) >= 0) {
            json.writeNullField("bytes");
            return;
        }
        json.writeArrayFieldStart("bytes");
        for (byte value : token.token().getBytes(StandardCharsets.UTF_8)) {
            json.writeNumber(Byte.toUnsignedInt(value));
        }
        json.writeEndArray();
    }

    static double finite(double logprob) {
        return Double.isFinite(logprob) ? logprob : LEAST;
    }
}
