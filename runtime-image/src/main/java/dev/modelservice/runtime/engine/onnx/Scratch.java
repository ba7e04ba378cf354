package dev.modelservice.runtime.engine.onnx;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import org.jspecify.annotations.Nullable;

/**
 * Native memory for the arguments of one run: a block that its thread keeps, and more for this run alone where that is too small.
 *
 * <p>What it gives is not cleared, and good until it is closed.
 */
final class Scratch implements SegmentAllocator, AutoCloseable {

    private static final long KEPT = 256 << 10;
    /** As wide as the widest of the CPU's registers. */
    private static final long LEAST_ALIGNMENT = 64;

    private static final ThreadLocal<@Nullable MemorySegment> FREE = new ThreadLocal<>();

    private final MemorySegment block;
    private long used;
    private @Nullable Arena more;

    private Scratch(MemorySegment block) {
        this.block = block;
    }

    /** The thread's block, or another while that is in use. */
    static Scratch take() {
        MemorySegment free = FREE.get();
        FREE.remove();
        return new Scratch(free == null ? Arena.ofAuto().allocate(KEPT, LEAST_ALIGNMENT) : free);
    }

    // What is opened here is closed in close().
    @Override
    @SuppressWarnings("MustBeClosedChecker")
    public MemorySegment allocate(long bytes, long alignment) {
        long step = Math.max(alignment, LEAST_ALIGNMENT);
        long start = (used + step - 1) / step * step;
        if (bytes <= KEPT && start + bytes <= KEPT) {
            used = start + bytes;
            return block.asSlice(start, bytes);
        }
        Arena arena = more;
        if (arena == null) {
            arena = Arena.ofConfined();
            more = arena;
        }
        return arena.allocate(bytes, step);
    }

    @Override
    public void close() {
        Arena arena = more;
        if (arena != null) {
            arena.close();
        }
        FREE.set(block);
    }
}
