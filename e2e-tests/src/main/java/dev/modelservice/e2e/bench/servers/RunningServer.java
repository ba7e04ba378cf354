package dev.modelservice.e2e.bench.servers;

import dev.modelservice.e2e.cluster.ChildProcess;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;

/**
 * A server with its model loaded, on its own processors. While others are measured it is suspended, so that it takes
 * nothing from them.
 */
public final class RunningServer implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final Server server;
    private final ChildProcess process;
    private final ProcessTree tree;

    private RunningServer(Server server, ChildProcess process) {
        this.server = server;
        this.process = process;
        tree = new ProcessTree(ProcessHandle.of(process.pid()).orElseThrow());
    }

    /** Returns when it is ready. Its log is in the folder. */
    public static RunningServer start(Server server, Cores cores, Path folder) {
        String log = server.name().replaceAll("[^A-Za-z0-9]+", "-");
        var child = ChildProcess.start(log, folder, cores.onServer(server.command()), server.environment());
        var running = new RunningServer(server, child);
        try {
            running.awaitReady();
        } catch (RuntimeException e) {
            running.close();
            throw e;
        }
        return running;
    }

    public Server server() {
        return server;
    }

    /** CPU time that it has taken since its start. */
    public long cpuMicros() {
        return tree.cpuMicros();
    }

    public long residentMiB() {
        return tree.residentMiB();
    }

    public void suspend() {
        signal("-STOP");
    }

    public void resume() {
        process.requireAlive();
        signal("-CONT");
    }

    @Override
    public void close() {
        var all = tree.root().descendants().toList();
        signal("-CONT");
        process.close();
        all.forEach(ProcessHandle::destroyForcibly);
    }

    private void awaitReady() {
        try (var client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(2))
                .build()) {
            var question = HttpRequest.newBuilder(server.ready())
                    .timeout(Duration.ofSeconds(5))
                    .build();
            Awaitility.await(server.name() + " to be ready")
                    .atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(200))
                    .until(() -> {
                        process.requireAlive();
                        return answers(client, question);
                    });
        }
    }

    private static boolean answers(HttpClient client, HttpRequest question) throws InterruptedException {
        try {
            return client.send(question, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    private void signal(String name) {
        var command = new ArrayList<>(List.of("kill", name));
        command.addAll(tree.pidsAsText());
        try {
            new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .onExit()
                    .join();
        } catch (IOException e) {
            throw new IllegalStateException("Cannot send " + name + " to " + server.name(), e);
        }
    }
}
