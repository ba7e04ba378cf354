package dev.modelservice.runtime.engine.llama.binding;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import dev.modelservice.runtime.generate.ChatMessage;
import dev.modelservice.runtime.generate.Sampling;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Supplier;

/** The weights of a model and its vocabulary. Any thread may ask it about texts and tokens. */
public final class LlamaModel implements AutoCloseable {

    private static final int LONGEST_PIECE = 64;
    private static final int SHORT_BYTES = 1000;
    private static final long LARGE_STACK = 64L << 20;

    private final LlamaLibrary library;
    private final MemorySegment model;
    private final MemorySegment vocabulary;
    private final int words;
    private final AtomicReferenceArray<byte[]> pieces;

    LlamaModel(LlamaLibrary library, MemorySegment model) {
        this.library = library;
        this.model = model;
        this.vocabulary = library.models().vocabulary(model);
        this.words = library.vocabularies().size(vocabulary);
        this.pieces = new AtomicReferenceArray<>(words);
    }

    MemorySegment address() {
        return model;
    }

    /** How many tokens the model knows; they are numbered from 0. */
    public int words() {
        return words;
    }

    /** How long the texts were from which the model learned. */
    public int trainedContext() {
        return library.models().trainedContext(model);
    }

    /** Whether a text ends with this token. */
    public boolean isEnd(int token) {
        return library.vocabularies().isEnd(vocabulary, token);
    }

    /** The bytes that a token stands for, which need not be whole characters; none for control tokens. */
    public byte[] piece(int token) {
        byte[] known = pieces.get(token);
        if (known != null) {
            return known;
        }
        byte[] piece = readPiece(token);
        pieces.set(token, piece);
        return piece;
    }

    private byte[] readPiece(int token) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment bytes = arena.allocate(LONGEST_PIECE);
            int length = library.vocabularies().piece(vocabulary, token, bytes);
            if (length < 0) {
                bytes = arena.allocate(-length);
                length = library.vocabularies().piece(vocabulary, token, bytes);
            }
            return bytes.asSlice(0, Math.max(0, length)).toArray(JAVA_BYTE);
        }
    }

    /**
     * The tokens of a text, with the ones that a model wants at its beginning. The names of control tokens are read as such.
     *
     * @param text no word of it may be longer than some ten thousand characters: for each, some vocabularies need 450 bytes
     *     of the stack
     */
    public int[] tokens(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return bytes.length < SHORT_BYTES ? tokens(bytes) : onLargeStack(() -> tokens(bytes));
    }

    private static int[] onLargeStack(Supplier<int[]> work) {
        FutureTask<int[]> task = new FutureTask<>(work::get);
        Thread thread = new Thread(null, task, "tokens", LARGE_STACK);
        thread.setDaemon(true);
        thread.start();
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return task.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                } catch (ExecutionException e) {
                    throw Native.failed(e.getCause() == null ? e : e.getCause());
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private int[] tokens(byte[] bytes) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment copy = arena.allocateFrom(JAVA_BYTE, bytes);
            MemorySegment tokens = arena.allocate(JAVA_INT, bytes.length / 3 + 8);
            int count = library.vocabularies().tokenise(vocabulary, copy, tokens);
            if (count < 0) {
                tokens = arena.allocate(JAVA_INT, -count);
                count = library.vocabularies().tokenise(vocabulary, copy, tokens);
            }
            return tokens.asSlice(0, (long) count * Integer.BYTES).toArray(JAVA_INT);
        }
    }

    /** The conversation as a text that ends where the model's answer begins; empty if the model has no layout that llama.cpp knows. */
    public Optional<String> conversation(List<ChatMessage> messages) {
        MemorySegment template = library.models().template(model);
        if (template.equals(MemorySegment.NULL)) {
            return Optional.empty();
        }
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment turns = arena.allocate(ADDRESS, 2L * messages.size());
            int bytes = 0;
            for (int i = 0; i < messages.size(); i++) {
                MemorySegment role = arena.allocateFrom(messages.get(i).role());
                MemorySegment content = arena.allocateFrom(messages.get(i).content());
                turns.setAtIndex(ADDRESS, 2L * i, role);
                turns.setAtIndex(ADDRESS, 2L * i + 1, content);
                bytes += Math.toIntExact(role.byteSize() + content.byteSize());
            }
            MemorySegment text = arena.allocate(2L * bytes + 256);
            int length = library.models().applyTemplate(template, turns, messages.size(), text);
            if (length > text.byteSize()) {
                text = arena.allocate(length);
                length = library.models().applyTemplate(template, turns, messages.size(), text);
            }
            return length < 0
                    ? Optional.empty()
                    : Optional.of(new String(text.asSlice(0, length).toArray(JAVA_BYTE), StandardCharsets.UTF_8));
        }
    }

    /** What chooses the tokens of one text. */
    public Sampler sampler(Sampling sampling, int longest, int seed) {
        return new Sampler(library.samplers(), sampling, words, longest, seed);
    }

    /** No context of it may be open. */
    @Override
    public void close() {
        library.models().free(model);
    }
}
