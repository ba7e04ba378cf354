package dev.modelservice.runtime.engine.text;

import ai.djl.huggingface.tokenizers.jni.LibUtils;
import ai.djl.huggingface.tokenizers.jni.TokenizersLibrary;
import dev.modelservice.runtime.engine.InvalidModelException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * A {@code tokenizer.json} at work. Usable by several threads at once.
 *
 * <p>Calls the library's natives themselves: the classes around them fetch the text, the span, the word and more of each token,
 * which takes a third of the time and is thrown away.
 */
final class Tokenizer implements AutoCloseable {

    private static final long[] NONE = {};
    /** A text is cut after so many tokens anyway; this bounds the work for one of megabytes. */
    private static final int CHARACTERS_PER_TOKEN = 64;

    private final long handle;
    private final int characters;
    private final boolean lowerCase;
    private final boolean withTypes;

    private Tokenizer(long handle, int maxTokens, boolean lowerCase, boolean withTypes) {
        this.handle = handle;
        this.characters = Math.multiplyExact(maxTokens, CHARACTERS_PER_TOKEN);
        this.lowerCase = lowerCase;
        this.withTypes = withTypes;
    }

    /** Opens the folder's tokenizer; {@code withTypes} if the model asks which of two texts a token is of. */
    static Tokenizer open(Path folder, TextSettings settings, boolean withTypes) throws InvalidModelException {
        keepToThisMachine();
        Path file = folder.resolve("tokenizer.json");
        try {
            LibUtils.checkStatus();
            TokenizersLibrary library = TokenizersLibrary.LIB;
            long handle = library.createTokenizerFromString(Files.readString(file));
            // A tokenizer.json may ask for a fixed length: the texts of one run are padded by us, to the longest of
            // them.
            library.disablePadding(handle);
            int limit = settings.maxTokens(library.getMaxLength(handle));
            library.setTruncation(handle, limit, "LONGEST_FIRST", 0);
            return new Tokenizer(handle, limit, settings.lowerCase(), withTypes);
        } catch (IOException | RuntimeException e) {
            throw new InvalidModelException(
                    "%s cannot be read: expected a tokenizer.json of Hugging Face's tokenizers, but the reader says: %s"
                            .formatted(file, e.getMessage()),
                    e);
        }
    }

    /** The library would look for CUDA and unpack itself into the home folder. */
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

    Tokens tokenize(String text) {
        return tokens(TokenizersLibrary.LIB.encode(handle, read(text), true));
    }

    Tokens tokenize(String first, String second) {
        return tokens(TokenizersLibrary.LIB.encodeDual(handle, read(first), read(second), true));
    }

    private String read(String text) {
        String start = text.length() > characters ? text.substring(0, characters) : text;
        return lowerCase ? start.toLowerCase(Locale.ROOT) : start;
    }

    private Tokens tokens(long encoding) {
        TokenizersLibrary library = TokenizersLibrary.LIB;
        try {
            return new Tokens(library.getTokenIds(encoding), withTypes ? library.getTypeIds(encoding) : NONE);
        } finally {
            library.deleteEncoding(encoding);
        }
    }

    @Override
    public void close() {
        TokenizersLibrary.LIB.deleteTokenizer(handle);
    }
}
