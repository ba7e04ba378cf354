package dev.modelservice.runtime.memory;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.Locale;
import java.util.Optional;

/**
 * What this process may use: the limit of its container, or all of the machine's memory where it has none.
 *
 * @param bytes in all, heap and the like included
 */
public record MemoryRoom(long bytes) {

    /** What the JVM and the server need beside the model, at the least: less is seen at a small model only. */
    private static final long SERVER = 150L << 20;

    private static final long STEP = 256L << 20;

    /** As the JVM reads it: control groups of version 1 and 2, wherever they are mounted. */
    public static MemoryRoom ofThisProcess() {
        return new MemoryRoom(ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class)
                .getTotalMemorySize());
    }

    /** Room for anything, for tests of something else. */
    public static MemoryRoom unlimited() {
        return new MemoryRoom(Long.MAX_VALUE);
    }

    /**
     * Why this model cannot be loaded here, if so.
     *
     * @param what takes the memory, as the beginning of a sentence
     * @param model bytes that the model takes for itself, at the least
     * @param working bytes that it takes beside that while it works
     */
    public Optional<String> objection(String what, long model, long working) {
        long need = model + working + SERVER;
        if (need <= bytes) {
            return Optional.empty();
        }
        return Optional.of("%s %s, and this container may use %s; raise resources.limits.memory to about %s"
                .formatted(what, inWords(model), inWords(bytes), inWords((need + need / 4 + STEP) / STEP * STEP)));
    }

    /** A number of bytes for people: {@code 5.2 GiB}, {@code 340 MiB}. */
    public static String inWords(long bytes) {
        double mebibytes = bytes / (double) (1 << 20);
        return mebibytes < 1000
                ? "%.0f MiB".formatted(Math.max(1, mebibytes))
                : String.format(Locale.ROOT, "%.1f GiB", mebibytes / 1024);
    }
}
