package dev.modelservice.e2e.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;

/** What a command prints on its standard output. */
public final class Output {
    private Output() {}

    public static String of(List<String> command) {
        return of(command, line -> {});
    }

    /** Each line of the standard error is handed over as it comes, and told again where the command fails. */
    public static String of(List<String> command, Consumer<String> progress) {
        try {
            var process = new ProcessBuilder(command)
                    .directory(Repository.root().toFile())
                    .start();
            process.getOutputStream().close();
            var errors = new ConcurrentLinkedQueue<String>();
            Thread reader = Thread.ofVirtual()
                    .start(() -> process.errorReader().lines().forEach(line -> {
                        errors.add(line);
                        progress.accept(line);
                    }));
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int exit = process.waitFor();
            reader.join();
            if (exit != 0) {
                throw new IllegalStateException(
                        command + " failed with exit status " + exit + ":\n" + String.join("\n", errors));
            }
            return output;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot run " + command, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while " + command + " ran", e);
        }
    }
}
