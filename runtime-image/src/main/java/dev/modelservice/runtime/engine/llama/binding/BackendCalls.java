package dev.modelservice.runtime.engine.llama.binding;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;

/** Functions about the libraries themselves and the devices that they can compute on. */
final class BackendCalls {

    private static final MethodHandle NOTHING = Native.callVoid();
    private static final MethodHandle POINTER = Native.call(ADDRESS);
    private static final MethodHandle SIZE = Native.call(JAVA_LONG);
    private static final MethodHandle POINTER_OF_SIZE = Native.call(ADDRESS, JAVA_LONG);
    private static final MethodHandle POINTER_OF_POINTER = Native.call(ADDRESS, ADDRESS);
    private static final MethodHandle INT_OF_POINTER = Native.call(JAVA_INT, ADDRESS);
    private static final MethodHandle TAKES_POINTER = Native.callVoid(ADDRESS);
    private static final MethodHandle TAKES_POINTERS = Native.callVoid(ADDRESS, ADDRESS);

    private final MemorySegment version;
    private final MemorySegment init;
    private final MemorySegment logSet;
    private final MemorySegment loadAll;
    private final MemorySegment deviceCount;
    private final MemorySegment device;
    private final MemorySegment deviceType;
    private final MemorySegment deviceDescription;

    BackendCalls(SymbolLookup symbols) {
        version = Native.function(symbols, "llama_version");
        init = Native.function(symbols, "llama_backend_init");
        logSet = Native.function(symbols, "llama_log_set");
        loadAll = Native.function(symbols, "ggml_backend_load_all_from_path");
        deviceCount = Native.function(symbols, "ggml_backend_dev_count");
        device = Native.function(symbols, "ggml_backend_dev_get");
        deviceType = Native.function(symbols, "ggml_backend_dev_type");
        deviceDescription = Native.function(symbols, "ggml_backend_dev_description");
    }

    String version() {
        try {
            return Native.string((MemorySegment) POINTER.invokeExact(version));
        } catch (Throwable e) {
            throw Native.failed(e);
        }
    }

    void init() {
        try {
            NOTHING.invokeExact(init);
        } catch (Throwable e) {
            throw Native.failed(e);
        }
    }

    /** Takes the place of every earlier receiver of log lines, in the whole process. */
    void logTo(MemorySegment receiver) {
        try {
            TAKES_POINTERS.invokeExact(logSet, receiver, MemorySegment.NULL);
        } catch (Throwable e) {
            throw Native.failed(e);
        }
    }

    /** Loads every backend that lies in the folder and suits the machine. */
    void loadBackends(MemorySegment folder) {
        try {
            TAKES_POINTER.invokeExact(loadAll, folder);
        } catch (Throwable e) {
            throw Native.failed(e);
        }
    }

    long devices() {
        try {
            return (long) SIZE.invokeExact(deviceCount);
        } catch (Throwable e) {
            throw Native.failed(e);
        }
    }

    Device device(long index) {
        try {
            var pointer = (MemorySegment) POINTER_OF_SIZE.invokeExact(device, index);
            return new Device(
                    Device.Kind.of((int) INT_OF_POINTER.invokeExact(deviceType, pointer)),
                    Native.string((MemorySegment) POINTER_OF_POINTER.invokeExact(deviceDescription, pointer)));
        } catch (Throwable e) {
            throw Native.failed(e);
        }
    }
}
