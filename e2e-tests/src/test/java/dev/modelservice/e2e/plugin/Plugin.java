package dev.modelservice.e2e.plugin;

import dev.modelservice.e2e.cluster.Binaries;
import dev.modelservice.e2e.cluster.ChildProcess;
import dev.modelservice.e2e.cluster.ControlPlane;
import dev.modelservice.e2e.cluster.Output;
import dev.modelservice.e2e.cluster.Repository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

/** The launcher as {@code make plugin} installs it, run as a process. */
public final class Plugin {

    private static final AtomicInteger NEXT = new AtomicInteger();

    private final Path folder;

    private Plugin(Path folder) {
        this.folder = folder;
    }

    /**
     * What a run came to.
     *
     * @param out without what differs from run to run: ages, and so the widths of columns
     */
    public record Result(int code, String out, String err) {

        /** Ages as AGE, and gaps between columns as one space. */
        String screen() {
            return out.replaceAll("\\b\\d+s\\b", "AGE").replaceAll(" {2,}", " ");
        }
    }

    /** Puts it into a folder of the tests, as a user puts it into one on the PATH. */
    public static Plugin install(Path folder) {
        Output.of(List.of(Repository.root().resolve("kubectl-plugin/install").toString(), folder.toString()));
        return new Plugin(folder);
    }

    public Result run(Path kubeconfig, String... arguments) {
        return run(program("kubectl-modelservice", arguments), kubeconfig);
    }

    /** As kubectl asks for completions. */
    Result complete(Path kubeconfig, String... words) {
        return run(program("kubectl_complete-modelservice", words), kubeconfig);
    }

    /** By way of a real kubectl. */
    Result kubectl(Path kubeconfig, String... arguments) {
        var command = new ArrayList<>(
                List.of(Binaries.of("kubernetes").path("kubectl").toString(), "modelservice"));
        command.addAll(List.of(arguments));
        return run(command, kubeconfig);
    }

    CompletableFuture<Result> start(Path kubeconfig, String... arguments) {
        return CompletableFuture.supplyAsync(() -> run(kubeconfig, arguments));
    }

    /** One that goes on until it is ended; its output is in its log. */
    ChildProcess follow(ControlPlane plane, Path kubeconfig, String... arguments) {
        return ChildProcess.start(
                "plugin-" + NEXT.incrementAndGet(),
                plane.folder(),
                program("kubectl-modelservice", arguments),
                Map.of("KUBECONFIG", kubeconfig.toString()));
    }

    private List<String> program(String name, String... arguments) {
        var command = new ArrayList<>(List.of(folder.resolve(name).toString()));
        command.addAll(List.of(arguments));
        return command;
    }

    private Result run(List<String> command, Path kubeconfig) {
        try {
            var errors = Files.createTempFile("plugin", ".err");
            var builder = new ProcessBuilder(command).redirectError(errors.toFile());
            builder.environment().put("KUBECONFIG", kubeconfig.toString());
            builder.environment().merge("PATH", folder.toString(), (path, ours) -> ours + ":" + path);
            var process = builder.start();
            process.getOutputStream().close();
            var out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int code = process.waitFor();
            var err = Files.readString(errors);
            Files.delete(errors);
            return new Result(code, out, err);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot run " + command, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while " + command + " ran", e);
        }
    }
}
