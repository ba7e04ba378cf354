package dev.modelservice.e2e.container;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.modelservice.e2e.cluster.Output;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** The runtime in a container as a strict cluster would run it: nobody's user, no rights, a little tmpfs at {@code /tmp}. */
public final class RuntimeContainer implements AutoCloseable {
    /** What else a strict cluster asks for; left out where it is to be seen what is written. */
    public static final String READ_ONLY = "--read-only";

    private static final AtomicInteger STARTED = new AtomicInteger();
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(2);

    private final String name;
    private final URI http;
    private final URI management;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private RuntimeContainer(String name) {
        this.name = name;
        JsonNode ports = inspect().path("NetworkSettings").path("Ports");
        this.http = address(ports, 8080);
        this.management = address(ports, 8081);
    }

    /** Starts it, with more of {@code docker run}'s options, and waits for nothing. */
    public static RuntimeContainer start(RuntimeImage image, Path model, String... options) {
        String name =
                "modelservice-runtime-%d-%d".formatted(ProcessHandle.current().pid(), STARTED.incrementAndGet());
        var command = new ArrayList<>(List.of(
                "docker",
                "run",
                "--detach",
                "--name=" + name,
                "--cap-drop=ALL",
                "--security-opt=no-new-privileges",
                "--tmpfs=/tmp:rw,noexec,nosuid,nodev,size=1m",
                "--volume=" + model + ":/mnt/models:ro",
                "--publish=127.0.0.1::8080",
                "--publish=127.0.0.1::8081"));
        command.addAll(List.of(options));
        command.add(image.reference());
        Output.of(command);
        return new RuntimeContainer(name);
    }

    private static URI address(JsonNode ports, int port) {
        return URI.create("http://127.0.0.1:"
                + ports.path(port + "/tcp").path(0).path("HostPort").asText());
    }

    /** Asks until it is ready, and says when that was. */
    public Instant awaitReady() {
        var request =
                HttpRequest.newBuilder(management.resolve("/q/health/ready")).build();
        // Docker is not asked again and again: that takes time from the container's own processors.
        long process = process();
        Instant deadline = Instant.now().plus(PATIENCE);
        while (Instant.now().isBefore(deadline)) {
            try {
                if (client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200) {
                    return Instant.now();
                }
            } catch (IOException e) {
                if (ProcessHandle.of(process).isEmpty()) {
                    requireRunning();
                }
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
        }
        throw new IllegalStateException(name + " did not become ready:\n" + log());
    }

    /** Waits until it has ended by itself, and says with which code. */
    public int awaitEnd() {
        return Integer.parseInt(
                Output.of(List.of("timeout", "120", "docker", "wait", name)).strip());
    }

    private void requireRunning() {
        if (!isRunning()) {
            throw new IllegalStateException(name + " has ended:\n" + log());
        }
    }

    public boolean isRunning() {
        return state().path("Running").asBoolean();
    }

    public boolean wasKilledForItsMemory() {
        return state().path("OOMKilled").asBoolean();
    }

    /** When its process was started. */
    public Instant startedAt() {
        return Instant.parse(state().path("StartedAt").asText());
    }

    /** The number of its process, as this machine counts. */
    public long process() {
        return state().path("Pid").asLong();
    }

    /** What its process has used of the processors. */
    public Duration processorTime() {
        return ProcessHandle.of(process())
                .flatMap(running -> running.info().totalCpuDuration())
                .orElseThrow();
    }

    private JsonNode state() {
        return inspect().path("State");
    }

    private JsonNode inspect() {
        try {
            return new ObjectMapper()
                    .readTree(Output.of(List.of("docker", "container", "inspect", name)))
                    .path(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public URI http(String path) {
        return http.resolve(path);
    }

    /** What it has written to its standard output and error. */
    public String log() {
        return Output.of(List.of("sh", "-c", "docker logs " + name + " 2>&1"));
    }

    /** The log, once these words are in it. */
    public String logWith(String words) {
        Instant deadline = Instant.now().plus(PATIENCE);
        while (Instant.now().isBefore(deadline)) {
            String log = log();
            if (log.contains(words)) {
                return log;
            }
            requireRunning();
        }
        throw new IllegalStateException(name + " did not say '" + words + "':\n" + log());
    }

    /** What jcmd says about its JVM. */
    public String jcmd(String command) {
        return Output.of(List.of("docker", "exec", name, "jcmd", "1", command));
    }

    /** What differs in it from its image. */
    public List<String> changes() {
        return Output.of(List.of("docker", "diff", name)).lines().toList();
    }

    /** Asks it to end, waits for that, and says with which code. */
    public int stop() {
        Output.of(List.of("docker", "stop", "--time=60", name));
        return state().path("ExitCode").asInt();
    }

    @Override
    public void close() {
        client.shutdownNow();
        Output.of(List.of("docker", "rm", "--force", "--volumes", name));
    }
}
