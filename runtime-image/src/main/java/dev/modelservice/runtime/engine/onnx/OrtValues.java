package dev.modelservice.runtime.engine.onnx;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.lang.invoke.MethodHandle;

/** The values of ONNX Runtime's C API: made, read and given back. Each is known by its address. */
final class OrtValues {

    /** A value that is neither sequence nor map. */
    static final int TENSOR = 1;

    private static final int DEVICE_ALLOCATOR = 0;
    private static final int USUAL_MEMORY = 0;

    private static final MethodHandle CREATE_TENSOR_OVER = OrtCalls.function(49, 7);
    private static final MethodHandle DATA = OrtCalls.function(51, 2);
    private static final MethodHandle ELEMENT_TYPE = OrtCalls.function(60, 2);
    private static final MethodHandle DIMENSIONS_COUNT = OrtCalls.function(61, 2);
    private static final MethodHandle DIMENSIONS = OrtCalls.function(62, 3);
    private static final MethodHandle TYPE_AND_SHAPE = OrtCalls.function(65, 2);
    private static final MethodHandle VALUE_TYPE = OrtCalls.function(67, 2);
    private static final MethodHandle CREATE_CPU_MEMORY = OrtCalls.function(69, 3);
    private static final MethodHandle RELEASE = OrtCalls.release(96);
    private static final MethodHandle RELEASE_TYPE_AND_SHAPE = OrtCalls.release(99);

    private OrtValues() {}

    /** What a tensor holds. */
    record TypeAndShape(int elementType, long[] dimensions) {}

    /** What says that a tensor's memory is the machine's own; lives as long as the process. */
    static long cpuMemory(SegmentAllocator scratch) {
        MemorySegment out = scratch.allocate(JAVA_LONG);
        try {
            OrtCalls.check(
                    (long) CREATE_CPU_MEMORY.invokeExact((long) DEVICE_ALLOCATOR, (long) USUAL_MEMORY, out.address()));
        } catch (Throwable e) {
            throw OrtCalls.uncallable(e);
        }
        return out.get(JAVA_LONG, 0);
    }

    /** A tensor over memory that stays ours, and must stay until the tensor is released. */
    static long over(long cpuMemory, MemorySegment data, long[] dimensions, int elementType, SegmentAllocator scratch) {
        MemorySegment shape = scratch.allocateFrom(JAVA_LONG, dimensions);
        MemorySegment out = scratch.allocate(JAVA_LONG);
        try {
            OrtCalls.check((long) CREATE_TENSOR_OVER.invokeExact(
                    cpuMemory,
                    data.address(),
                    data.byteSize(),
                    shape.address(),
                    (long) dimensions.length,
                    (long) elementType,
                    out.address()));
        } catch (Throwable e) {
            throw OrtCalls.uncallable(e);
        }
        return out.get(JAVA_LONG, 0);
    }

    static int kind(long value, SegmentAllocator scratch) {
        MemorySegment out = scratch.allocate(JAVA_INT);
        try {
            OrtCalls.check((long) VALUE_TYPE.invokeExact(value, out.address()));
        } catch (Throwable e) {
            throw OrtCalls.uncallable(e);
        }
        return out.get(JAVA_INT, 0);
    }

    static TypeAndShape typeAndShape(long value, SegmentAllocator scratch) {
        MemorySegment out = scratch.allocate(JAVA_LONG);
        try {
            OrtCalls.check((long) TYPE_AND_SHAPE.invokeExact(value, out.address()));
            long info = out.get(JAVA_LONG, 0);
            try {
                OrtCalls.check((long) ELEMENT_TYPE.invokeExact(info, out.address()));
                int elementType = out.get(JAVA_INT, 0);
                OrtCalls.check((long) DIMENSIONS_COUNT.invokeExact(info, out.address()));
                long rank = out.get(JAVA_LONG, 0);
                MemorySegment dimensions = scratch.allocate(JAVA_LONG, rank);
                OrtCalls.check((long) DIMENSIONS.invokeExact(info, dimensions.address(), rank));
                return new TypeAndShape(elementType, dimensions.toArray(JAVA_LONG));
            } finally {
                RELEASE_TYPE_AND_SHAPE.invokeExact(info);
            }
        } catch (Throwable e) {
            throw OrtCalls.uncallable(e);
        }
    }

    /** The numbers of a tensor, where the library has them. */
    static MemorySegment data(long value, long bytes, SegmentAllocator scratch) {
        MemorySegment out = scratch.allocate(JAVA_LONG);
        try {
            OrtCalls.check((long) DATA.invokeExact(value, out.address()));
        } catch (Throwable e) {
            throw OrtCalls.uncallable(e);
        }
        return OrtCalls.memory(out.get(JAVA_LONG, 0), bytes);
    }

    static void release(long value) {
        try {
            RELEASE.invokeExact(value);
        } catch (Throwable e) {
            throw OrtCalls.uncallable(e);
        }
    }
}
