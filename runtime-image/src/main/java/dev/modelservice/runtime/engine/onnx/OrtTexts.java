package dev.modelservice.runtime.engine.onnx;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Tensors of texts in ONNX Runtime's C API. */
final class OrtTexts {

    private static final MethodHandle CREATE_TENSOR = OrtCalls.function(48, 5);
    private static final MethodHandle FILL = OrtCalls.function(52, 3);
    private static final MethodHandle LENGTH = OrtCalls.function(53, 2);
    private static final MethodHandle CONTENT = OrtCalls.function(54, 5);

    private OrtTexts() {}

    /** A tensor with copies of these texts; the caller releases it. */
    static long tensor(List<String> texts, long[] dimensions, Scratch scratch) {
        MemorySegment shape = scratch.allocateFrom(JAVA_LONG, dimensions);
        MemorySegment pointers = scratch.allocate(JAVA_LONG, texts.size());
        for (int i = 0; i < texts.size(); i++) {
            pointers.setAtIndex(JAVA_LONG, i, scratch.allocateFrom(texts.get(i)).address());
        }
        MemorySegment out = scratch.allocate(JAVA_LONG);
        try {
            OrtCalls.check((long) CREATE_TENSOR.invokeExact(
                    OrtSequences.allocator(scratch),
                    shape.address(),
                    (long) dimensions.length,
                    (long) OnnxTypes.TEXT,
                    out.address()));
            long value = out.get(JAVA_LONG, 0);
            OrtCalls.check((long) FILL.invokeExact(value, pointers.address(), (long) texts.size()));
            return value;
        } catch (Throwable e) {
            throw OrtCalls.uncallable(e);
        }
    }

    static List<String> read(long value, int count, Scratch scratch) {
        MemorySegment out = scratch.allocate(JAVA_LONG);
        try {
            OrtCalls.check((long) LENGTH.invokeExact(value, out.address()));
            MemorySegment bytes = scratch.allocate(out.get(JAVA_LONG, 0));
            MemorySegment starts = scratch.allocate(JAVA_LONG, count);
            OrtCalls.check((long)
                    CONTENT.invokeExact(value, bytes.address(), bytes.byteSize(), starts.address(), (long) count));
            List<String> texts = new ArrayList<>(count);
            for (int i = 0; i < count; i++) {
                long start = starts.getAtIndex(JAVA_LONG, i);
                long end = i + 1 < count ? starts.getAtIndex(JAVA_LONG, i + 1) : bytes.byteSize();
                texts.add(new String(bytes.asSlice(start, end - start).toArray(JAVA_BYTE), StandardCharsets.UTF_8));
            }
            return texts;
        } catch (Throwable e) {
            throw OrtCalls.uncallable(e);
        }
    }
}
