package dev.modelservice.runtime.memory;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.Locale;
import java.util.Optional;

/**
 * What this process may use: the limit of its container, or all of the machine's memory where it has none.
 *
 * @param bytes in all
 * @param heap bytes of them that the JVM may take for its heap
 */
public record MemoryRoom(long bytes, long heap) {

    /** What the server takes beside heap and model: classes, code, threads and libraries. */
    private static final long SERVER = 100L << 20;
    /** The heap does not fill: so much of it is in use at a model that is all but idle. */
    private static final long LEAST_HEAP = 50L << 20;

    private static final long STEP = 256L << 20;
    private static final double KIBI = 1024;

    /** As the JVM reads it: control groups of version 1 and 2, wherever they are mounted. */
    public static MemoryRoom ofThisProcess() {
        long bytes =
                ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize();
        return new MemoryRoom(bytes, Runtime.getRuntime().maxMemory());
    }

    /** What is left for a model whatever the heap does; for one that can be made smaller. */
    public long besideTheHeap() {
        return Math.max(0, bytes - heap - SERVER);
    }

    /**
     * Why a model cannot be loaded here, if it certainly cannot.
     *
     * @param what takes the memory, with its verb
     * @param model bytes that it takes at the least
     */
    public Optional<String> objection(String what, long model) {
        long need = model + LEAST_HEAP + SERVER;
        if (need <= bytes) {
            return Optional.empty();
        }
        return Optional.of("%s %s, and this container may use %s; raise resources.limits.memory to about %s"
                .formatted(what, inWords(model), inWords(bytes), inWords((need + need / 2 + STEP) / STEP * STEP)));
    }

    /** A number of bytes for people: {@code 5.2 GiB}, {@code 340 MiB}. */
    public static String inWords(long bytes) {
        double mebibytes = bytes / KIBI / KIBI;
        return mebibytes < KIBI
                ? String.format(Locale.ROOT, "%.0f MiB", Math.max(1, mebibytes))
                : String.format(Locale.ROOT, "%.1f GiB", mebibytes / KIBI);
    }
}
