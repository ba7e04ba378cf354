package dev.modelservice.runtime.engine.onnx;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/** Sequences and maps in ONNX Runtime's C API: values of values. */
final class OrtSequences {

    /** Where a map keeps its values; its keys are at 0. */
    private static final long VALUES_OF_MAP = 1;

    private static final MethodHandle ALLOCATOR = OrtCalls.function(78, 1);
    private static final MethodHandle VALUE = OrtCalls.function(80, 4);
    private static final MethodHandle COUNT = OrtCalls.function(81, 2);

    private OrtSequences() {}

    /** The library's own allocator; never to be given back. */
    static long allocator(Scratch scratch) {
        MemorySegment out = scratch.allocate(JAVA_LONG);
        try {
            OrtCalls.check((long) ALLOCATOR.invokeExact(out.address()));
        } catch (Throwable e) {
            throw OrtCalls.uncallable(e);
        }
        return out.get(JAVA_LONG, 0);
    }

    static int count(long sequence, Scratch scratch) {
        MemorySegment out = scratch.allocate(JAVA_LONG);
        try {
            OrtCalls.check((long) COUNT.invokeExact(sequence, out.address()));
        } catch (Throwable e) {
            throw OrtCalls.uncallable(e);
        }
        return Math.toIntExact(out.get(JAVA_LONG, 0));
    }

    /** The tensor of values of the map at this place of the sequence; the caller releases it. */
    static long valuesOfMap(long sequence, int place, Scratch scratch) {
        long map = value(sequence, place, scratch);
        try {
            return value(map, VALUES_OF_MAP, scratch);
        } finally {
            OrtValues.release(map);
        }
    }

    private static long value(long of, long place, Scratch scratch) {
        MemorySegment out = scratch.allocate(JAVA_LONG);
        try {
            OrtCalls.check((long) VALUE.invokeExact(of, place, allocator(scratch), out.address()));
        } catch (Throwable e) {
            throw OrtCalls.uncallable(e);
        }
        return out.get(JAVA_LONG, 0);
    }
}
