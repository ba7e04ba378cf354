package dev.modelservice.runtime.engine.onnx;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/**
 * Keeps ONNX Runtime's telemetry from starting.
 *
 * <p>The official builds send what they run to their makers, and write a device identifier and a database into the home
 * folder. The Java API can only ask for less of it, and only when the first event is out; the environment variable that
 * forbids it all is read when the library is loaded, so it is set here, before that, and holds however the process was
 * started.
 */
final class Telemetry {

    private static final String VARIABLE = "ORT_DISABLE_TELEMETRY";
    private static final String YES = "1";

    private Telemetry() {}

    /** To be called before the first use of ONNX Runtime. */
    @SuppressWarnings("restricted")
    static void forbid() {
        if (YES.equals(System.getenv(VARIABLE))) {
            return;
        }
        Linker linker = Linker.nativeLinker();
        FunctionDescriptor types = FunctionDescriptor.of(
                ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.ADDRESS, ValueLayout.JAVA_INT);
        MemorySegment function = linker.defaultLookup()
                .find("setenv")
                .orElseThrow(() -> new IllegalStateException("the C library has no setenv"));
        MethodHandle setenv = linker.downcallHandle(function, types);
        try (Arena arena = Arena.ofConfined()) {
            int result = (int) setenv.invokeExact(arena.allocateFrom(VARIABLE), arena.allocateFrom(YES), 1);
            if (result != 0) {
                throw new IllegalStateException("the environment cannot be changed");
            }
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("setenv cannot be called", e);
        }
    }
}
