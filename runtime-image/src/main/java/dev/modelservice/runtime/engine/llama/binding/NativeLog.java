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
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;

/**
 * What the libraries have to say: warnings and errors go to our log, and the last errors are kept to explain a failure. There
 * is one receiver in a process, so there is one of this.
 */
final class NativeLog {

    static final NativeLog OF_PROCESS = new NativeLog();

    private static final Logger LOG = Logger.getLogger("dev.modelservice.runtime.engine.llama");
    private static final int WARNING = 3;
    private static final int ERROR = 4;
    private static final int CONTINUED = 5;
    private static final int KEPT = 20;

    private final Deque<String> errors = new ArrayDeque<>();
    private final AtomicInteger aborting = new AtomicInteger();
    private final MemorySegment receiver = receiver();
    private boolean heard;

    private NativeLog() {}

    /** A function pointer to {@link #line}. */
    MemorySegment pointer() {
        return receiver;
    }

    /** Of steps that are aborted the libraries complain loudly; from here on, until as many calls of the other, it is no news. */
    void expectComplaints() {
        aborting.incrementAndGet();
    }

    void expectNoComplaints() {
        aborting.decrementAndGet();
    }

    /** Never freed, since the libraries may speak until the process ends. */
    @SuppressWarnings("restricted")
    private MemorySegment receiver() {
        try {
            var target = MethodHandles.lookup()
                    .bind(
                            this,
                            "line",
                            MethodType.methodType(void.class, int.class, MemorySegment.class, MemorySegment.class));
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
            if (!line.isEmpty() && !line.equals(".")) {
                keep(level, line);
            }
        } catch (RuntimeException e) {
            LOG.error("a line of the library's log could not be read", e);
        }
    }

    private void keep(int level, String line) {
        LOG.log(
                aborting.get() > 0 ? Logger.Level.DEBUG : level == WARNING ? Logger.Level.WARN : Logger.Level.ERROR,
                line);
        if (level == WARNING) {
            return;
        }
        errors.addLast(line);
        if (errors.size() > KEPT) {
            errors.removeFirst();
        }
    }

    /** The errors since the last call, oldest first. */
    synchronized List<String> takeErrors() {
        List<String> taken = List.copyOf(errors);
        errors.clear();
        return taken;
    }
}
