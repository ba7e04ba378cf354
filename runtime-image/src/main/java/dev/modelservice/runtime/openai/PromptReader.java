package dev.modelservice.runtime.openai;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.modelservice.runtime.generate.Prompt;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Reads {@code prompt}: a text, several texts, the tokens of one prompt, or those of several. */
final class PromptReader {

    private static final String NAME = "prompt";
    private static final String EXPECTED = "a string, an array of strings, or an array of token ids";

    private PromptReader() {}

    /** The value that the parser stands at. */
    static List<Prompt> read(JsonParser json) throws IOException {
        return switch (json.currentToken()) {
            case VALUE_STRING -> List.of(new Prompt.Text(json.getText()));
            case START_ARRAY -> entries(json);
            default -> throw Fields.unexpected(json, NAME, EXPECTED);
        };
    }

    private static List<Prompt> entries(JsonParser json) throws IOException {
        if (json.nextToken() == JsonToken.VALUE_NUMBER_INT) {
            return List.of(tokens(json, NAME));
        }
        List<Prompt> prompts = new ArrayList<>();
        while (json.currentToken() != JsonToken.END_ARRAY) {
            Fields.requireRoom(NAME, prompts.size(), TextFields.MAX_TEXTS);
            prompts.add(entry(json, NAME + "[" + prompts.size() + "]"));
            json.nextToken();
        }
        return Fields.requireSome(NAME, prompts);
    }

    private static Prompt entry(JsonParser json, String name) throws IOException {
        return switch (json.currentToken()) {
            case VALUE_STRING -> new Prompt.Text(json.getText());
            case START_ARRAY -> {
                json.nextToken();
                yield tokens(json, name);
            }
            default -> throw Fields.unexpected(json, name, "a string or an array of token ids");
        };
    }

    /** The array whose first value the parser stands at. */
    private static Prompt tokens(JsonParser json, String name) throws IOException {
        List<Integer> ids = new ArrayList<>();
        while (json.currentToken() != JsonToken.END_ARRAY) {
            ids.add((int) Fields.integer(json, name + "[" + ids.size() + "]", 0, Integer.MAX_VALUE));
            json.nextToken();
        }
        return new Prompt.Tokens(Fields.requireSome(name, ids));
    }
}
