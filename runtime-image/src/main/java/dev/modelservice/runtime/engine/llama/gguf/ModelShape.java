package dev.modelservice.runtime.engine.llama.gguf;

import dev.modelservice.runtime.engine.InvalidModelException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;

/**
 * How large a model is.
 *
 * @param architecture as GGUF names it
 * @param fileBytes of all parts
 * @param trainedContext tokens of the texts that it learned from
 * @param words tokens that it knows
 * @param layers blocks of it
 * @param width numbers of one token between the layers
 * @param widest numbers of one token within a layer
 * @param cachedPerToken numbers that are kept of each token, in all layers together
 */
public record ModelShape(
        String architecture,
        long fileBytes,
        int trainedContext,
        long words,
        int layers,
        long width,
        long widest,
        long cachedPerToken) {

    /** Reads the headers of a model's file, and how large its parts are. */
    public static ModelShape read(Path file) throws InvalidModelException {
        GgufHeader header = GgufReader.read(file);
        return of(file, header, bytes(file));
    }

    private static long bytes(Path file) throws InvalidModelException {
        long bytes = 0;
        try {
            for (String part : GgufFiles.with(file.getFileName().toString()).names()) {
                bytes += Files.size(file.resolveSibling(part));
            }
        } catch (IOException e) {
            throw new InvalidModelException("a part of the model is missing: " + e.getMessage(), e);
        }
        return bytes;
    }

    static ModelShape of(Path file, GgufHeader header, long bytes) throws InvalidModelException {
        String architecture =
                header.text("general.architecture").orElseThrow(() -> lacks(file, "general.architecture"));
        if (header.text("tokenizer.ggml.model").isEmpty()) {
            throw new InvalidModelException(
                    "%s is no language model: it has no vocabulary (tokenizer.ggml.model), and its architecture is %s"
                            .formatted(file, architecture));
        }
        String prefix = architecture + '.';
        int layers = (int) need(file, header, prefix + "block_count", 1 << 16);
        long width = need(file, header, prefix + "embedding_length", 1 << 24);
        long heads =
                perLayer(header, prefix + "attention.head_count", layers).max().orElse(1);
        long headWidth = width / Math.max(1, heads);
        long kept = header.number(prefix + "attention.key_length").orElse(headWidth)
                + header.number(prefix + "attention.value_length").orElse(headWidth);
        long keptHeads = header.perLayer(prefix + "attention.head_count_kv", layers)
                .map(list -> list.stream().mapToLong(Long::longValue).sum())
                .orElse(heads * layers);
        long widest =
                perLayer(header, prefix + "feed_forward_length", layers).max().orElse(width);
        return new ModelShape(
                architecture,
                bytes,
                (int) need(file, header, prefix + "context_length", 1 << 30),
                header.length("tokenizer.ggml.tokens").orElse(0L),
                layers,
                width,
                Math.max(width, widest),
                keptHeads * kept);
    }

    private static LongStream perLayer(GgufHeader header, String key, int layers) {
        return header.perLayer(key, layers).orElse(List.of()).stream().mapToLong(Long::longValue);
    }

    private static long need(Path file, GgufHeader header, String key, long most) throws InvalidModelException {
        long number = header.number(key).orElseThrow(() -> lacks(file, key));
        if (number < 1 || number > most) {
            throw new InvalidModelException("the header of %s is broken: %s is %d".formatted(file, key, number));
        }
        return number;
    }

    private static InvalidModelException lacks(Path file, String key) {
        return new InvalidModelException("the header of %s has no %s, so it is no language model".formatted(file, key));
    }
}
