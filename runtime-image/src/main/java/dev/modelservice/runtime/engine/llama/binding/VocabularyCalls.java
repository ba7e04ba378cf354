package dev.modelservice.runtime.engine.llama.binding;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BOOLEAN;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;

/** Functions between texts and tokens. Any thread may call them. */
final class VocabularyCalls {

    private static final MethodHandle SIZE = Native.call(JAVA_INT, ADDRESS);
    private static final MethodHandle IS = Native.call(JAVA_BOOLEAN, ADDRESS, JAVA_INT);
    private static final MethodHandle TOKENISE =
            Native.call(JAVA_INT, ADDRESS, ADDRESS, JAVA_INT, ADDRESS, JAVA_INT, JAVA_BOOLEAN, JAVA_BOOLEAN);
    private static final MethodHandle PIECE =
            Native.call(JAVA_INT, ADDRESS, JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT, JAVA_BOOLEAN);

    private final MemorySegment size;
    private final MemorySegment isEnd;
    private final MemorySegment tokenise;
    private final MemorySegment piece;

    VocabularyCalls(SymbolLookup symbols) {
        size = Native.function(symbols, "llama_vocab_n_tokens");
        isEnd = Native.function(symbols, "llama_vocab_is_eog");
        tokenise = Native.function(symbols, "llama_tokenize");
        piece = Native.function(symbols, "llama_token_to_piece");
    }

    int size(MemorySegment vocabulary) {
        try {
            return (int) SIZE.invokeExact(size, vocabulary);
        } catch (Throwable e) {
            throw Native.failed(e);
        }
    }

    boolean isEnd(MemorySegment vocabulary, int token) {
        try {
            return (boolean) IS.invokeExact(isEnd, vocabulary, token);
        } catch (Throwable e) {
            throw Native.failed(e);
        }
    }

    /** How many tokens the text has; below 0, the number that would not fit, negated. The names of control tokens are read as such. */
    int tokenise(MemorySegment vocabulary, MemorySegment text, MemorySegment into) {
        try {
            return (int) TOKENISE.invokeExact(
                    tokenise,
                    vocabulary,
                    text,
                    Math.toIntExact(text.byteSize()),
                    into,
                    Math.toIntExact(into.byteSize() / Integer.BYTES),
                    true,
                    true);
        } catch (Throwable e) {
            throw Native.failed(e);
        }
    }

    /** How many bytes the token stands for; below 0, the number that would not fit, negated. Control tokens stand for none. */
    int piece(MemorySegment vocabulary, int token, MemorySegment into) {
        try {
            return (int) PIECE.invokeExact(piece, vocabulary, token, into, Math.toIntExact(into.byteSize()), 0, false);
        } catch (Throwable e) {
            throw Native.failed(e);
        }
    }
}
