package dev.modelservice.e2e.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;

/**
 * Ends the child processes when this JVM is gone, however it went: a shutdown hook does not run after kill -9, and an
 * etcd that nobody stops would stay for days. A shell reads the pids from a pipe and acts when the pipe closes.
 */
final class Watchdog {
    private static final String SCRIPT = """
            trap '' INT TERM HUP
            pids=' '
            while read -r sign pid; do
              case $sign in
                +) pids="$pids$pid " ;;
                -) pids="${pids%% $pid *} ${pids#* $pid }" ;;
              esac
            done
            for pid in $pids; do kill -KILL "$pid"; done
            """;
    private static final Watchdog INSTANCE = new Watchdog();

    private final Writer pipe;

    private Watchdog() {
        try {
            pipe = new ProcessBuilder("sh", "-c", SCRIPT)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .outputWriter();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot start a shell", e);
        }
    }

    static void watch(long pid) {
        INSTANCE.tell("+ " + pid);
    }

    static void forget(long pid) {
        INSTANCE.tell("- " + pid);
    }

    private synchronized void tell(String line) {
        try {
            pipe.write(line + "\n");
            pipe.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("The watchdog is gone", e);
        }
    }
}
