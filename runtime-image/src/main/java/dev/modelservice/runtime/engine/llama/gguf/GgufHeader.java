package dev.modelservice.runtime.engine.llama.gguf;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What stands at the beginning of a GGUF file, by key. */
record GgufHeader(Map<String, GgufValue> values) {

    GgufHeader {
        values = Map.copyOf(values);
    }

    Optional<String> text(String key) {
        return values.get(key) instanceof GgufValue.Text(var text) ? Optional.of(text) : Optional.empty();
    }

    Optional<Long> number(String key) {
        return values.get(key) instanceof GgufValue.Whole(var number) ? Optional.of(number) : Optional.empty();
    }

    /** How many elements the list has. */
    Optional<Long> length(String key) {
        return values.get(key) instanceof GgufValue.Many many ? Optional.of(many.length()) : Optional.empty();
    }

    /** One number for each of so many layers, whether the file has a list of them or one for all. */
    Optional<List<Long>> perLayer(String key, int layers) {
        return switch (values.get(key)) {
            case GgufValue.Whole(var number) -> Optional.of(Collections.nCopies(layers, number));
            case GgufValue.Many many
            when many.numbers().size() >= layers -> Optional.of(many.numbers().subList(0, layers));
            case null, default -> Optional.empty();
        };
    }
}
