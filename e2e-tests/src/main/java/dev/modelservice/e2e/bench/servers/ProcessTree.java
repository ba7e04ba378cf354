package dev.modelservice.e2e.bench.servers;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** A process with all that it has started, as /proc shows them. */
record ProcessTree(ProcessHandle root) {
    /** Linux counts CPU time for /proc in hundredths of a second. */
    private static final long MICROS_PER_TICK = 10_000;

    /** CPU time of all of them until now, of ended and reaped children too. */
    long cpuMicros() {
        return pids().map(ProcessTree::ticks).sum() * MICROS_PER_TICK;
    }

    /** Resident memory; what several of them share is counted once. */
    long residentMiB() {
        return pids().map(ProcessTree::proportionalKiB).sum() / 1024;
    }

    List<String> pidsAsText() {
        return pids().mapToObj(Long::toString).toList();
    }

    private LongStream pids() {
        return Stream.concat(Stream.of(root), root.descendants()).mapToLong(ProcessHandle::pid);
    }

    private static long ticks(long pid) {
        // The name in parentheses may hold blanks; utime, stime, cutime and cstime are fields 14 to 17.
        String stat = read(pid, "stat");
        String[] fields = stat.substring(stat.lastIndexOf(')') + 1).strip().split(" ", -1);
        return fields.length < 15
                ? 0
                : Stream.of(fields).skip(11).limit(4).mapToLong(Long::parseLong).sum();
    }

    private static long proportionalKiB(long pid) {
        return read(pid, "smaps_rollup")
                .lines()
                .filter(line -> line.startsWith("Pss:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .sum();
    }

    /** Empty when the process has just ended. */
    private static String read(long pid, String file) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(pid), file), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return "";
        }
    }
}
