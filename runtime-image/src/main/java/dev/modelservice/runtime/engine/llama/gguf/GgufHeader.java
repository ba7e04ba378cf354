package dev.modelservice.runtime.engine.llama.gguf;

import java.util.Arrays;
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
    Optional<long[]> perLayer(String key, int layers) {
        return switch (values.get(key)) {
            case GgufValue.Whole(var number) -> {
                long[] all = new long[layers];
                Arrays.fill(all, number);
                yield Optional.of(all);
            }
            case GgufValue.Many(var length, var numbers)
            when numbers.length >= layers -> Optional.of(Arrays.copyOf(numbers, layers));
            case null, default -> Optional.empty();
        };
    }
}
