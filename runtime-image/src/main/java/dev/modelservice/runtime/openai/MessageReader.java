package dev.modelservice.runtime.openai;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.modelservice.runtime.generate.ChatMessage;
import dev.modelservice.runtime.request.RejectedException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads {@code messages}. */
final class MessageReader {

    /** More than any context holds. */
    private static final int MAX_MESSAGES = 10_000;

    private static final int MAX_PARTS = 1000;
    private static final int MAX_ROLE_LENGTH = 64;

    private final String name;
    private @Nullable String role;
    private @Nullable String content;

    private MessageReader(String name) {
        this.name = name;
    }

    /** The value that the parser stands at. */
    static List<ChatMessage> read(JsonParser json) throws IOException {
        if (json.currentToken() != JsonToken.START_ARRAY) {
            throw Fields.unexpected(json, "messages", "an array of messages");
        }
        List<ChatMessage> messages = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            Fields.requireRoom("messages", messages.size(), MAX_MESSAGES);
            MessageReader reader = new MessageReader("messages[" + messages.size() + "]");
            Fields.object(json, reader.name, reader::take);
            messages.add(reader.message());
        }
        return Fields.requireSome("messages", messages);
    }

    private void take(String field, JsonParser json) throws IOException {
        switch (field) {
            case "role" -> role = role(Fields.text(json, name + ".role"));
            case "content" -> content = content(json);
            case "tool_calls", "function_call", "audio" ->
                Refused.ifGiven(json, name + "." + field, "the model knows texts only");
            default -> json.skipChildren();
        }
    }

    private String role(String given) {
        return switch (given) {
            case "tool", "function" ->
                throw RejectedException.malformed(
                        name + ".role", "the model cannot call anything, so nothing answered it");
            // What newer models call the one whose word stands above the user's.
            case "developer" -> "system";
            default -> {
                if (given.isEmpty() || given.length() > MAX_ROLE_LENGTH) {
                    throw RejectedException.malformed(name + ".role", "expected system, user or assistant");
                }
                yield given;
            }
        };
    }

    private String content(JsonParser json) throws IOException {
        return switch (json.currentToken()) {
            case VALUE_STRING -> json.getText();
            case START_ARRAY -> parts(json);
            default -> throw Fields.unexpected(json, name + ".content", "a string or an array of parts");
        };
    }

    private String parts(JsonParser json) throws IOException {
        StringBuilder text = new StringBuilder();
        for (int i = 0; json.nextToken() != JsonToken.END_ARRAY; i++) {
            Fields.requireRoom(name + ".content", i, MAX_PARTS);
            text.append(part(json, name + ".content[" + i + "]"));
        }
        return text.toString();
    }

    private static String part(JsonParser json, String name) throws IOException {
        @Nullable String[] text = {null};
        Fields.object(json, name, (field, value) -> {
            switch (field) {
                case "type" -> requireText(value, name);
                case "text" -> text[0] = Fields.text(value, name + ".text");
                default -> value.skipChildren();
            }
        });
        if (text[0] == null) {
            throw Fields.missing(name + ".text");
        }
        return text[0];
    }

    private static void requireText(JsonParser json, String name) throws IOException {
        if (!Fields.text(json, name + ".type").equals("text")) {
            throw Fields.unexpected(json, name + ".type", "\"text\", as the model reads nothing else");
        }
    }

    private ChatMessage message() {
        if (role == null) {
            throw Fields.missing(name + ".role");
        }
        if (content == null) {
            throw Fields.missing(name + ".content");
        }
        return new ChatMessage(role, content);
    }
}
