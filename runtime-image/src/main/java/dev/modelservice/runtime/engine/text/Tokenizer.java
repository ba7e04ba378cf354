package dev.modelservice.runtime.engine.text;

import ai.djl.huggingface.tokenizers.Encoding;
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import dev.modelservice.runtime.engine.InvalidModelException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** A {@code tokenizer.json} at work. Usable by several threads at once. */
final class Tokenizer implements AutoCloseable {

    /** BERT's own limit, for a tokenizer that names none. */
    private static final int USUAL_MAX_TOKENS = 512;

    private final HuggingFaceTokenizer tokenizer;

    private Tokenizer(HuggingFaceTokenizer tokenizer) {
        this.tokenizer = tokenizer;
    }

    static Tokenizer open(Path file, OptionalInt maxTokens) throws InvalidModelException {
        keepToThisMachine();
        // Texts of one batch are padded by us, to the longest of them: a tokenizer.json may ask for a fixed length,
        // which costs time and changes nothing.
        Map<String, String> options = new HashMap<>();
        options.put("padding", "false");
        options.put("truncation", "true");
        try {
            int limit = maxTokens.orElse(limitOf(file, options));
            options.put("maxLength", Integer.toString(limit));
            return new Tokenizer(load(file, options));
        } catch (IOException | RuntimeException e) {
            throw new InvalidModelException(
                    "%s cannot be read: expected a tokenizer.json of Hugging Face's tokenizers, but the reader says: %s"
                            .formatted(file, e.getMessage()),
                    e);
        }
    }

    private static int limitOf(Path file, Map<String, String> options) throws IOException {
        try (HuggingFaceTokenizer plain = load(file, options)) {
            int limit = plain.getMaxLength();
            return limit > 0 ? limit : USUAL_MAX_TOKENS;
        }
    }

    private static HuggingFaceTokenizer load(Path file, Map<String, String> options) throws IOException {
        try (InputStream json = Files.newInputStream(file)) {
            return HuggingFaceTokenizer.newInstance(json, options);
        }
    }

    /** The library would look for CUDA, call its makers where it runs on EC2, and unpack itself into the home folder. */
    private static void keepToThisMachine() {
        System.setProperty("OPT_OUT_TRACKING", "true");
        System.setProperty("ai.djl.offline", "true");
        setIfAbsent("RUST_FLAVOR", "cpu");
        setIfAbsent(
                "DJL_CACHE_DIR",
                Path.of(System.getProperty("java.io.tmpdir"), "djl").toString());
    }

    private static void setIfAbsent(String name, String value) {
        if (System.getenv(name) == null && System.getProperty(name) == null) {
            System.setProperty(name, value);
        }
    }

    Tokens tokenize(List<String> texts) {
        Encoding[] encodings = tokenizer.batchEncode(texts);
        return new Tokens(Arrays.stream(encodings)
                .map(encoding -> new Tokens.Row(
                        list(encoding.getIds()), list(encoding.getAttentionMask()), list(encoding.getTypeIds())))
                .toList());
    }

    private static List<Long> list(long[] values) {
        return Arrays.stream(values).boxed().toList();
    }

    @Override
    public void close() {
        tokenizer.close();
    }
}
