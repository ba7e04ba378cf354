package dev.modelservice.runtime.openai;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Vectors of texts that a client asked for.
 *
 * @param model as the client calls it
 * @param base64 whether vectors are wanted as base64 of their bytes, instead of as numbers
 * @param dimensions how long they should be; absent for as long as they are
 */
record EmbeddingsRequest(
        String model,
        List<String> texts,
        boolean base64,
        @Nullable Integer dimensions) {

    EmbeddingsRequest {
        texts = List.copyOf(texts);
    }
}
