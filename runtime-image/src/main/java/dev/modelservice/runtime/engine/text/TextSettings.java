package dev.modelservice.runtime.engine.text;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.modelservice.runtime.engine.InvalidModelException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;

/**
 * What a model folder in the layout of sentence-transformers says about its pipeline; without those files, mean pooling.
 *
 * @param maxTokens where the folder says how long a text may be, apart from the tokenizer
 */
record TextSettings(Pooling pooling, OptionalInt maxTokens) {

    private static final JsonFactory JSON = new JsonFactory();

    static TextSettings read(Path folder) throws InvalidModelException {
        Map<String, String> pooling = scalars(folder.resolve("1_Pooling").resolve("config.json"));
        Map<String, String> sentence = scalars(folder.resolve("sentence_bert_config.json"));
        return new TextSettings(pooling(folder, pooling), maxTokens(sentence));
    }

    private static Pooling pooling(Path folder, Map<String, String> config) throws InvalidModelException {
        if (isTrue(config, "pooling_mode_cls_token")) {
            return Pooling.CLS;
        }
        if (config.isEmpty() || isTrue(config, "pooling_mode_mean_tokens")) {
            return Pooling.MEAN;
        }
        throw new InvalidModelException("%s asks for %s; expected pooling_mode_mean_tokens or pooling_mode_cls_token"
                .formatted(folder.resolve("1_Pooling").resolve("config.json"), config));
    }

    private static boolean isTrue(Map<String, String> config, String key) {
        return "true".equals(config.get(key));
    }

    private static OptionalInt maxTokens(Map<String, String> config) {
        String value = config.get("max_seq_length");
        return value == null || !value.matches("[0-9]{1,6}")
                ? OptionalInt.empty()
                : OptionalInt.of(Integer.parseInt(value));
    }

    /** The scalar values at the top of a JSON object; none where there is no such file. */
    private static Map<String, String> scalars(Path file) throws InvalidModelException {
        Map<String, String> scalars = new HashMap<>();
        if (!Files.isRegularFile(file)) {
            return scalars;
        }
        try (JsonParser parser = JSON.createParser(Files.readAllBytes(file))) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new InvalidModelException(file + ": expected a JSON object");
            }
            for (String key = parser.nextFieldName(); key != null; key = parser.nextFieldName()) {
                if (parser.nextToken().isScalarValue()) {
                    scalars.put(key, parser.getText());
                }
                parser.skipChildren();
            }
            return scalars;
        } catch (IOException e) {
            throw new InvalidModelException(file + " cannot be read: " + e.getMessage(), e);
        }
    }
}
