package dev.modelservice.e2e.container;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.modelservice.e2e.cluster.Output;
import dev.modelservice.e2e.cluster.Repository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** The runtime in a container as a strict cluster would run it: nobody's user, a root that cannot be written, no rights. */
public final class RuntimeContainer implements AutoCloseable {
    private static final AtomicInteger STARTED = new AtomicInteger();
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(2);

    private final String name;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private RuntimeContainer(String name) {
        this.name = name;
    }

    /** A folder that the container's user may write to. */
    public static Path temporaryFolder() throws IOException {
        Path folder = Files.createTempDirectory(Files.createDirectories(Repository.target()), "tmp");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
        return folder;
    }

    /** Starts it, with more of {@code docker run}'s options, and waits for nothing. */
    public static RuntimeContainer start(RuntimeImage image, Path model, Path temporary, String... options) {
        String name =
                "modelservice-runtime-%d-%d".formatted(ProcessHandle.current().pid(), STARTED.incrementAndGet());
        var command = new ArrayList<>(List.of(
                "docker",
                "run",
                "--detach",
                "--name=" + name,
                "--read-only",
                "--cap-drop=ALL",
                "--security-opt=no-new-privileges",
                "--volume=" + model + ":/mnt/models:ro",
                "--volume=" + temporary + ":/tmp",
                "--publish=127.0.0.1::8080",
                "--publish=127.0.0.1::8081"));
        command.addAll(List.of(options));
        command.add(image.reference());
        Output.of(command);
        return new RuntimeContainer(name);
    }

    /** Asks until it is ready, and says when that was. */
    public Instant awaitReady() {
        var request = HttpRequest.newBuilder(management("/q/health/ready")).build();
        Instant deadline = Instant.now().plus(PATIENCE);
        while (Instant.now().isBefore(deadline)) {
            try {
                if (client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200) {
                    return Instant.now();
                }
            } catch (IOException e) {
                requireRunning();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
        }
        throw new IllegalStateException(name + " did not become ready:\n" + log());
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
        return address(8080, path);
    }

    public URI management(String path) {
        return address(8081, path);
    }

    private URI address(int port, String path) {
        String published = inspect()
                .path("NetworkSettings")
                .path("Ports")
                .path(port + "/tcp")
                .path(0)
                .path("HostPort")
                .asText();
        return URI.create("http://127.0.0.1:" + published + path);
    }

    /** What it has written to its standard output and error. */
    public String log() {
        return Output.of(List.of("sh", "-c", "docker logs " + name + " 2>&1"));
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
