package dev.modelservice.runtime.page;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.modelservice.runtime.http.Json;
import java.io.IOException;
import java.util.Map;
import java.util.Objects;

/**
 * A JSON object with places to fill: <code>{{word}}</code> within texts, and <code>"@name"</code> for a whole value. A field
 * whose value is not given is left out.
 */
final class Template {

    private static final char VALUE = '@';

    private final byte[] document;
    private final Map<String, String> words;
    private final Map<String, Json.Part> values;

    Template(byte[] document, Map<String, String> words, Map<String, Json.Part> values) {
        this.document = document;
        this.words = words;
        this.values = values;
    }

    /** The object, filled. */
    byte[] fill() {
        return Json.object(this::writeFields);
    }

    /** The object, filled, as a value within another document. */
    void writeObject(JsonGenerator json) throws IOException {
        json.writeStartObject();
        writeFields(json);
        json.writeEndObject();
    }

    private void writeFields(JsonGenerator json) throws IOException {
        try (JsonParser template = Json.FACTORY.createParser(document)) {
            template.nextToken();
            fields(template, json);
        }
    }

    private void fields(JsonParser template, JsonGenerator json) throws IOException {
        for (String field = template.nextFieldName(); field != null; field = template.nextFieldName()) {
            template.nextToken();
            if (isMissing(template)) {
                continue;
            }
            json.writeFieldName(field);
            value(template, json);
        }
    }

    private boolean isMissing(JsonParser template) throws IOException {
        return isPlace(template) && !values.containsKey(template.getText().substring(1));
    }

    private static boolean isPlace(JsonParser template) throws IOException {
        return template.currentToken() == JsonToken.VALUE_STRING
                && !template.getText().isEmpty()
                && template.getText().charAt(0) == VALUE;
    }

    private void value(JsonParser template, JsonGenerator json) throws IOException {
        if (isPlace(template)) {
            Objects.requireNonNull(values.get(template.getText().substring(1))).write(json);
            return;
        }
        switch (template.currentToken()) {
            case START_OBJECT -> {
                json.writeStartObject();
                fields(template, json);
                json.writeEndObject();
            }
            case START_ARRAY -> {
                json.writeStartArray();
                while (template.nextToken() != JsonToken.END_ARRAY) {
                    value(template, json);
                }
                json.writeEndArray();
            }
            case VALUE_STRING -> json.writeString(filled(template.getText()));
            default -> json.copyCurrentEvent(template);
        }
    }

    private String filled(String text) {
        String filled = text;
        for (Map.Entry<String, String> word : words.entrySet()) {
            filled = filled.replace("{{" + word.getKey() + "}}", word.getValue());
        }
        return filled;
    }
}
