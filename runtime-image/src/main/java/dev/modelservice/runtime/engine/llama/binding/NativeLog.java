package dev.modelservice.runtime.engine.llama.binding;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jboss.logging.Logger;

/** What the libraries have to say: warnings and errors go to our log, and the last errors are kept to explain a failure. */
final class NativeLog {

    private static final Logger LOG = Logger.getLogger("dev.modelservice.runtime.engine.llama");
    private static final int WARNING = 3;
    private static final int ERROR = 4;
    private static final int CONTINUED = 5;
    private static final int KEPT = 20;

    private final Deque<String> errors = new ArrayDeque<>();
    private boolean heard;

    /** A function pointer to {@link #line}; never freed, since the libraries may speak until the process ends. */
    @SuppressWarnings("restricted")
    MemorySegment receiver() {
        try {
            var target = MethodHandles.lookup()
                    .bind(this, "line", MethodType.methodType(void.class, int.class, MemorySegment.class, MemorySegment.class));
            return Linker.nativeLinker()
                    .upcallStub(target, FunctionDescriptor.ofVoid(JAVA_INT, ADDRESS, ADDRESS), Arena.global());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Called by the libraries, on any thread. Nothing may be thrown through them. */
    synchronized void line(int level, MemorySegment text, MemorySegment unused) {
        if (level != CONTINUED) {
            heard = level == WARNING || level == ERROR;
        }
        if (!heard) {
            return;
        }
        try {
            String line = Native.string(text).strip();
            if (line.isEmpty() || line.chars().allMatch(c -> c == '.')) {
                return;
            }
            if (level == WARNING) {
                LOG.warn(line);
                return;
            }
            LOG.error(line);
            errors.addLast(line);
            if (errors.size() > KEPT) {
                errors.removeFirst();
            }
        } catch (RuntimeException e) {
            LOG.error("a line of the library's log could not be read", e);
        }
    }

    /** The errors since the last call, oldest first. */
    synchronized List<String> takeErrors() {
        List<String> taken = List.copyOf(errors);
        errors.clear();
        return taken;
    }
}
