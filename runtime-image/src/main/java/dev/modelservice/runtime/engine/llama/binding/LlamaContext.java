package dev.modelservice.runtime.engine.llama.binding;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;

import java.lang.foreign.Arena;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.VarHandle;
import java.util.concurrent.atomic.AtomicBoolean;

/** A model at work on several sequences. One thread at a time, but for {@link #abort}, which any thread may call. */
public final class LlamaContext implements AutoCloseable {

    /** How a step ended. */
    public enum Outcome {
        DONE,
        ABORTED,
        FAILED
    }

    private static final VarHandle FLAG = JAVA_BYTE.varHandle();

    private final ContextCalls calls;
    private final SamplerCalls samplers;
    private final MemorySegment context;
    private final MemorySegment memory;
    private final MemorySegment abort;
    private final AtomicBoolean aborting = new AtomicBoolean();
    private final Arena arena = Arena.ofShared();
    private final StepBatch batch;
    private final int vocabulary;
    private final int tokensPerSequence;

    LlamaContext(
            ContextCalls calls,
            SamplerCalls samplers,
            MemorySegment context,
            MemorySegment abort,
            int batchTokens,
            int vocabulary) {
        this.calls = calls;
        this.samplers = samplers;
        this.context = context;
        this.memory = calls.memory(context);
        this.abort = abort;
        this.batch = new StepBatch(arena, batchTokens);
        this.vocabulary = vocabulary;
        this.tokensPerSequence = calls.tokensPerSequence(context);
    }

    /**
     * What {@code strlen} of the C library gives for a string of this memory, which is 1 or 0, tells llama.cpp whether to
     * abort. It asks some hundred times a step; no Java runs for it, so that a step never waits for the garbage collector.
     */
    static MemorySegment abortFlag() {
        return Arena.ofAuto().allocate(2);
    }

    static MemorySegment abortQuestion() {
        return Linker.nativeLinker()
                .defaultLookup()
                .find("strlen")
                .orElseThrow(() -> new MissingFunctionException("strlen"));
    }

    /** Most tokens of one sequence. */
    public int tokensPerSequence() {
        return tokensPerSequence;
    }

    /** Most tokens of a step. */
    public int room() {
        return batch.room();
    }

    /** The tokens of the next step, to be filled. */
    public StepBatch batch() {
        return batch;
    }

    /** Computes the batch. After anything but {@code DONE}, ask {@link #tokens} what is still known. */
    public Outcome decode() {
        int code = calls.decode(context, batch.filled());
        return switch (code) {
            case 0 -> Outcome.DONE;
            case 2 -> Outcome.ABORTED;
            default -> Outcome.FAILED;
        };
    }

    /** The step that is being computed, or else the next, ends within milliseconds; on a GPU it is computed to its end. */
    public void abort() {
        FLAG.setVolatile(abort, 0L, (byte) 1);
        if (aborting.compareAndSet(false, true)) {
            NativeLog.OF_PROCESS.expectComplaints();
        }
    }

    /** Steps are computed again. */
    public void resume() {
        if (aborting.compareAndSet(true, false)) {
            NativeLog.OF_PROCESS.expectNoComplaints();
        }
        FLAG.setVolatile(abort, 0L, (byte) 0);
    }

    /** How many tokens of the sequence are known. */
    public int tokens(int sequence) {
        return calls.lastPosition(memory, sequence) + 1;
    }

    /** Forgets all tokens of the sequence but the first ones; false if only all can be forgotten, and then none is. */
    public boolean keep(int sequence, int tokens) {
        return calls.forget(memory, sequence, tokens);
    }

    /** Chooses what follows the token at this index of the last batch, which had output. */
    public int sample(Sampler sampler, int index) {
        return samplers.sample(sampler.chain(), context, index);
    }

    /** Whether the token at this index of the last batch had output. */
    public boolean hasOutput(int index) {
        return !calls.logits(context, index).equals(MemorySegment.NULL);
    }

    /** Reads the values that the probabilities of what follows the token are made of; one for each word of the vocabulary. */
    @SuppressWarnings("restricted")
    public void logits(int index, float[] into) {
        MemorySegment values = calls.logits(context, index);
        if (values.equals(MemorySegment.NULL)) {
            throw new IllegalStateException("the token at " + index + " had no output");
        }
        MemorySegment.copy(values.reinterpret((long) vocabulary * Float.BYTES), JAVA_FLOAT, 0, into, 0, vocabulary);
    }

    @Override
    public void close() {
        resume();
        calls.free(context);
        arena.close();
    }
}
