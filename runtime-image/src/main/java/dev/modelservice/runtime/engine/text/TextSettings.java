package dev.modelservice.runtime.engine.text;

import dev.modelservice.runtime.engine.InvalidModelException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a model folder says about its pipeline, in the files of transformers and of sentence-transformers.
 *
 * @param tokens the most that a text may have by these files, apart from what {@code tokenizer.json} says
 */
record TextSettings(ModelConfig config, Modules modules, OptionalInt tokens, boolean lowerCase, OptionalInt positions) {

    private static final int USUAL_TOKENS = 512;
    /** With fewer there is no place between the marks of beginning and end, and the tokenizer does not cut at all. */
    private static final int LEAST_TOKENS = 8;

    private static final int MOST_TOKENS = 1 << 20;

    static TextSettings read(Path folder) throws InvalidModelException {
        ModelConfig config = ModelConfig.of(JsonFile.read(folder.resolve("config.json")));
        JsonFile sentence = JsonFile.read(folder.resolve("sentence_bert_config.json"));
        JsonFile tokenizer = JsonFile.read(folder.resolve("tokenizer_config.json"));
        OptionalInt said = sentence.count("max_seq_length");
        if (said.isPresent() && said.getAsInt() < LEAST_TOKENS) {
            throw new InvalidModelException("%s: max_seq_length is %d; expected at least %d"
                    .formatted(sentence.file(), said.getAsInt(), LEAST_TOKENS));
        }
        return new TextSettings(
                config,
                Modules.read(folder),
                said,
                sentence.isTrue("do_lower_case"),
                smaller(tokenizer.count("model_max_length"), config.positions()));
    }

    private static OptionalInt smaller(OptionalInt one, OptionalInt other) {
        return one.isPresent() && other.isPresent()
                ? OptionalInt.of(Math.min(one.getAsInt(), other.getAsInt()))
                : Optional.of(one).filter(OptionalInt::isPresent).orElse(other);
    }

    /**
     * The most tokens of a text.
     *
     * @param ofTokenizer where {@code tokenizer.json} cuts; not positive where it does not
     */
    int maxTokens(int ofTokenizer) {
        if (tokens.isPresent()) {
            return bounded(tokens.getAsInt());
        }
        return bounded(ofTokenizer > 0 ? ofTokenizer : positions.orElse(USUAL_TOKENS));
    }

    private static int bounded(int tokens) {
        return Math.clamp(tokens, LEAST_TOKENS, MOST_TOKENS);
    }
}
