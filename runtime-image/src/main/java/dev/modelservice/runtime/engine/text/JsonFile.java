package dev.modelservice.runtime.engine.text;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.modelservice.runtime.engine.InvalidModelException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * One of the JSON files that stand beside a model: maps, lists and texts; numbers and truth values are texts too.
 *
 * @param value what the file holds; an empty map where there is no such file
 */
record JsonFile(Path file, Object value) {

    private static final JsonFactory JSON = new JsonFactory();
    private static final int MOST_DIGITS = 9;

    static JsonFile read(Path file) throws InvalidModelException {
        if (!Files.isRegularFile(file)) {
            return new JsonFile(file, Map.of());
        }
        try (JsonParser parser = JSON.createParser(Files.readAllBytes(file))) {
            Object value = value(parser, parser.nextToken());
            return new JsonFile(file, value == null ? Map.of() : value);
        } catch (IOException e) {
            throw new InvalidModelException(file + " cannot be read as JSON: " + e.getMessage(), e);
        }
    }

    private static @Nullable Object value(JsonParser parser, @Nullable JsonToken token) throws IOException {
        if (token == JsonToken.START_OBJECT) {
            Map<String, Object> fields = new LinkedHashMap<>();
            for (String key = parser.nextFieldName(); key != null; key = parser.nextFieldName()) {
                Object field = value(parser, parser.nextToken());
                if (field != null) {
                    fields.put(key, field);
                }
            }
            return fields;
        }
        if (token == JsonToken.START_ARRAY) {
            List<Object> elements = new ArrayList<>();
            for (JsonToken next = parser.nextToken(); next != JsonToken.END_ARRAY; next = parser.nextToken()) {
                Object element = value(parser, next);
                elements.add(element == null ? "" : element);
            }
            return elements;
        }
        return token == null || token == JsonToken.VALUE_NULL ? null : parser.getText();
    }

    /** What lies under the keys, one below the other. */
    Optional<Object> at(String... keys) {
        Object found = value;
        for (String key : keys) {
            Object next = found instanceof Map<?, ?> fields ? fields.get(key) : null;
            if (next == null) {
                return Optional.empty();
            }
            found = next;
        }
        return Optional.of(found);
    }

    Optional<String> text(String... keys) {
        return at(keys).filter(String.class::isInstance).map(String.class::cast);
    }

    boolean isTrue(String... keys) {
        return text(keys).filter("true"::equals).isPresent();
    }

    /** A count; none where there is none, or none that anybody would mean. */
    OptionalInt count(String... keys) {
        return text(keys)
                .filter(text -> text.length() <= MOST_DIGITS && text.matches("[0-9]+"))
                .map(text -> OptionalInt.of(Integer.parseInt(text)))
                .orElse(OptionalInt.empty());
    }

    List<?> list(String... keys) {
        return at(keys).filter(List.class::isInstance)
                .map(list -> (List<?>) list)
                .orElse(List.of());
    }

    Map<?, ?> fields(String... keys) {
        return at(keys).filter(Map.class::isInstance)
                .map(fields -> (Map<?, ?>) fields)
                .orElse(Map.of());
    }

    boolean isEmpty() {
        return value instanceof Map<?, ?> fields && fields.isEmpty();
    }
}
