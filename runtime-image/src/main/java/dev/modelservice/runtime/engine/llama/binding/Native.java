package dev.modelservice.runtime.engine.llama.binding;

import static java.lang.foreign.ValueLayout.ADDRESS;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;

/** The bits that every native call needs. */
@SuppressWarnings("restricted")
final class Native {

    private Native() {}

    /**
     * A call of a function whose address is the first argument. The folder of the libraries is known at run time only, but
     * a handle is fast when it is static: so the handles are, and the addresses are not.
     */
    static MethodHandle call(MemoryLayout result, MemoryLayout... arguments) {
        return Linker.nativeLinker().downcallHandle(FunctionDescriptor.of(result, arguments));
    }

    /** The same for a function that returns nothing. */
    static MethodHandle callVoid(MemoryLayout... arguments) {
        return Linker.nativeLinker().downcallHandle(FunctionDescriptor.ofVoid(arguments));
    }

    /** Where a function is. */
    static MemorySegment function(SymbolLookup symbols, String name) {
        return symbols.find(name).orElseThrow(() -> new MissingFunctionException(name));
    }

    /** A C string of unknown length; "" for none. */
    static String string(MemorySegment address) {
        return address.equals(MemorySegment.NULL)
                ? ""
                : address.reinterpret(Long.MAX_VALUE).getString(0, StandardCharsets.UTF_8);
    }

    /** The pointer that is stored at this address. */
    static MemorySegment pointerAt(MemorySegment address) {
        return address.get(ADDRESS, 0);
    }

    /** A downcall throws only what is wrong with the program. */
    static RuntimeException failed(Throwable cause) {
        return switch (cause) {
            case Error error -> throw error;
            case RuntimeException exception -> exception;
            default -> new IllegalStateException(cause);
        };
    }
}
