package dev.modelservice.e2e.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A program we started: its log in a file, ended with this JVM. */
public final class ChildProcess implements AutoCloseable {
    private final String name;
    private final Path log;
    private final Process process;

    private ChildProcess(String name, Path log, Process process) {
        this.name = name;
        this.log = log;
        this.process = process;
    }

    static ChildProcess start(String name, Path folder, List<String> command) {
        return start(name, folder, command, Map.of());
    }

    public static ChildProcess start(String name, Path folder, List<String> command, Map<String, String> environment) {
        Path log = folder.resolve(name + ".log");
        var builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(environment);
        try {
            var child = new ChildProcess(name, log, builder.start());
            child.process.getOutputStream().close();
            Watchdog.watch(child.pid());
            // Not gently: an API server whose etcd is gone first would take a minute to end.
            Runtime.getRuntime().addShutdownHook(new Thread(child.process::destroyForcibly));
            return child;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot start " + command.getFirst(), e);
        }
    }

    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    public Path log() {
        return log;
    }

    /** Throws with the end of the log if the program is gone, so that nobody waits for a dead one. */
    public void requireAlive() {
        if (!isAlive()) {
            throw new IllegalStateException(
                    name + " ended with status " + process.exitValue() + "; the end of " + log + ":\n" + tail(30));
        }
    }

    /** The last lines of the log. */
    public String tail(int lines) {
        try {
            // Not readAllLines: the last line may be half written, in the middle of a character.
            List<String> all = new String(Files.readAllBytes(log), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            return String.join("\n", all.subList(Math.max(0, all.size() - lines), all.size()));
        } catch (IOException e) {
            return "(no log: " + e.getMessage() + ")";
        }
    }

    /** SIGKILL: no clean end. */
    public void kill9() {
        process.destroyForcibly();
        awaitEnd(Duration.ofSeconds(10));
    }

    /** SIGTERM, and SIGKILL where that does not help. */
    public void terminate(Duration patience) {
        process.destroy();
        if (!awaitEnd(patience)) {
            kill9();
        }
    }

    @Override
    public void close() {
        terminate(Duration.ofSeconds(10));
    }

    /** CPU time of the program since its start. */
    public long cpuMillis() {
        return process.toHandle()
                .info()
                .totalCpuDuration()
                .map(Duration::toMillis)
                .orElse(0L);
    }

    /** Resident memory now, as /proc says. */
    public long rssMiB() {
        try (var lines = Files.lines(Path.of("/proc/" + pid() + "/status"))) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                            .map(line -> line.replaceAll("\\D", ""))
                            .mapToLong(Long::parseLong)
                            .sum()
                    / 1024;
        } catch (IOException e) {
            throw new UncheckedIOException("No resident size of " + name, e);
        }
    }

    private boolean awaitEnd(Duration patience) {
        try {
            boolean ended = process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
            if (ended) {
                Watchdog.forget(pid());
            }
            return ended;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for the end of " + name, e);
        }
    }
}
