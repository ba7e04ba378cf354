package dev.modelservice.runtime.engine.llama.binding;

import static java.lang.foreign.MemoryLayout.PathElement.groupElement;
import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;

/** The tokens of one step; filled anew for each. It is {@code llama_batch} with arrays that stay where they are. */
public final class StepBatch {

    static final StructLayout LAYOUT = MemoryLayout.structLayout(
            JAVA_INT.withName("n_tokens"),
            MemoryLayout.paddingLayout(4),
            ADDRESS.withName("token"),
            ADDRESS.withName("embd"),
            ADDRESS.withName("pos"),
            ADDRESS.withName("n_seq_id"),
            ADDRESS.withName("seq_id"),
            ADDRESS.withName("logits"));

    private final int room;
    private final MemorySegment batch;
    private final MemorySegment tokens;
    private final MemorySegment positions;
    private final MemorySegment sequences;
    private final MemorySegment outputs;
    private int size;

    /**
     * @param arena lives as long as this
     * @param room most tokens of a step
     */
    StepBatch(Arena arena, int room) {
        this.room = room;
        batch = arena.allocate(LAYOUT);
        tokens = arena.allocate(JAVA_INT, room);
        positions = arena.allocate(JAVA_INT, room);
        sequences = arena.allocate(JAVA_INT, room);
        outputs = arena.allocate(JAVA_BYTE, room);
        // Every token belongs to one sequence, so the list of each is one element of the array of all.
        MemorySegment counts = arena.allocate(JAVA_INT, room);
        MemorySegment lists = arena.allocate(ADDRESS, room);
        for (int i = 0; i < room; i++) {
            counts.setAtIndex(JAVA_INT, i, 1);
            lists.setAtIndex(ADDRESS, i, sequences.asSlice((long) i * Integer.BYTES));
        }
        pointer("token", tokens);
        pointer("embd", MemorySegment.NULL);
        pointer("pos", positions);
        pointer("n_seq_id", counts);
        pointer("seq_id", lists);
        pointer("logits", outputs);
    }

    private void pointer(String name, MemorySegment to) {
        batch.set(ADDRESS, LAYOUT.byteOffset(groupElement(name)), to);
    }

    int room() {
        return room;
    }

    /** Empties it. */
    public void clear() {
        size = 0;
    }

    /**
     * Adds a token of a sequence.
     *
     * @param position how many tokens of the sequence are before it
     * @param output whether the probabilities of what follows it are wanted
     * @return the token's index in the step, by which the probabilities are asked for
     */
    public int add(int token, int position, int sequence, boolean output) {
        if (size == room) {
            throw new IllegalStateException("a step has room for " + room + " tokens");
        }
        tokens.setAtIndex(JAVA_INT, size, token);
        positions.setAtIndex(JAVA_INT, size, position);
        sequences.setAtIndex(JAVA_INT, size, sequence);
        outputs.set(JAVA_BYTE, size, (byte) (output ? 1 : 0));
        return size++;
    }

    MemorySegment filled() {
        batch.set(JAVA_INT, 0, size);
        return batch;
    }
}
