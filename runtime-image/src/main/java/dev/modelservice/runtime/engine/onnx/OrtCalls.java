package dev.modelservice.runtime.engine.onnx;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.modelservice.runtime.engine.EngineException;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Arrays;

/**
 * The table of ONNX Runtime's C API, out of the library that its Java API has loaded.
 *
 * <p>The Java API makes no tensors of wide unsigned integers, passes texts in the JVM's own variant of UTF-8, copies each answer
 * into a buffer of its own outside the heap, and takes as long for its book-keeping as a small model takes to run. What opens a
 * model is left to it.
 *
 * <p>A function's place in the table is part of the C API's contract: new ones are added at the end. Pointers and numbers all
 * travel as 64 bits, as both of the calling conventions that we run on have it, because each shape of a call costs
 * milliseconds to link.
 */
@SuppressWarnings("restricted")
final class OrtCalls {

    /** All functions that we use are in the first version of the API already. */
    private static final long API_VERSION = 1;

    private static final int TABLE_LENGTH = 101;
    private static final Linker LINKER = Linker.nativeLinker();
    private static final MemorySegment TABLE = table();
    private static final MethodHandle ERROR_MESSAGE = function(2, 1);
    private static final MethodHandle RELEASE_STATUS = release(93);

    private OrtCalls() {}

    private static MemorySegment table() {
        MemorySegment base = SymbolLookup.loaderLookup()
                .find("OrtGetApiBase")
                .orElseThrow(() -> new IllegalStateException("ONNX Runtime's library has no OrtGetApiBase"));
        try {
            long api = (long) LINKER.downcallHandle(base, FunctionDescriptor.of(JAVA_LONG))
                    .invokeExact();
            MemorySegment get = memory(api, ADDRESS.byteSize()).get(ADDRESS, 0);
            long table = (long) LINKER.downcallHandle(get, FunctionDescriptor.of(JAVA_LONG, longs(1)))
                    .invokeExact(API_VERSION);
            return memory(table, TABLE_LENGTH * ADDRESS.byteSize());
        } catch (Throwable e) {
            throw uncallable(e);
        }
    }

    /** A function that gives a status, or null where all went well. */
    static MethodHandle function(int place, int arguments) {
        return LINKER.downcallHandle(
                TABLE.getAtIndex(ADDRESS, place), FunctionDescriptor.of(JAVA_LONG, longs(arguments)));
    }

    /** A function that takes something back. */
    static MethodHandle release(int place) {
        return LINKER.downcallHandle(TABLE.getAtIndex(ADDRESS, place), FunctionDescriptor.ofVoid(longs(1)));
    }

    private static ValueLayout[] longs(int count) {
        ValueLayout[] layouts = new ValueLayout[count];
        Arrays.fill(layouts, JAVA_LONG);
        return layouts;
    }

    /** So many bytes of the library's own memory; good as long as the library keeps it. */
    static MemorySegment memory(long address, long bytes) {
        return MemorySegment.ofAddress(address).reinterpret(bytes);
    }

    /** Turns a status that is not null into what it says. */
    static void check(long status) {
        if (status == 0) {
            return;
        }
        String message;
        try {
            message = memory((long) ERROR_MESSAGE.invokeExact(status), Integer.MAX_VALUE)
                    .getString(0);
            RELEASE_STATUS.invokeExact(status);
        } catch (Throwable e) {
            throw uncallable(e);
        }
        throw new EngineException("ONNX Runtime could not run the model: " + message, null);
    }

    /** A call that could not even be made is never the model's fault. */
    static RuntimeException uncallable(Throwable e) {
        return switch (e) {
            case Error error -> throw error;
            case RuntimeException known -> known;
            default -> new IllegalStateException("ONNX Runtime cannot be called", e);
        };
    }
}
