package dev.modelservice.runtime;

import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The packaged runtime as a process of its own, on free ports, with nothing to write to but one temporary folder. */
public final class RuntimeProcess implements AutoCloseable {

    private static final Path JAR =
            Path.of("target", "quarkus-app", "quarkus-run.jar").toAbsolutePath();
    private static final Pattern LISTENING = Pattern.compile(
            "Listening on: http://[^:]+:(\\d+)\\. Management interface listening on http://[^:]+:(\\d+)");
    private static final Pattern GRPC = Pattern.compile("gRPC listening on [^ ]+:(\\d+)");
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Process process;
    private final Path home;
    private final ConcurrentLinkedQueue<String> log = new ConcurrentLinkedQueue<>();
    private final CompletableFuture<Matcher> listening = new CompletableFuture<>();
    private final CompletableFuture<Integer> grpc = new CompletableFuture<>();
    private final CompletableFuture<Boolean> ready = new CompletableFuture<>();
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private RuntimeProcess(Process process, Path home) {
        this.process = process;
        this.home = home;
        Thread reader = new Thread(this::read, "runtime-log");
        reader.setDaemon(true);
        reader.start();
    }

    /** Starts it without waiting for anything. */
    public static RuntimeProcess start(Path model, Map<String, String> settings) throws IOException {
        return start(model, settings, Map.of());
    }

    private static RuntimeProcess start(Path model, Map<String, String> settings, Map<String, String> environment)
            throws IOException {
        Path home = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "runtime-");
        Files.createDirectories(home.resolve("tmp"));
        Files.createDirectories(home.resolve("work"));
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "-Djava.io.tmpdir=" + home.resolve("tmp"),
                "-Duser.home=" + home.resolve("nowhere"),
                "-Dquarkus.http.port=0",
                "-Dquarkus.management.port=0",
                "-Dmodelservice.runtime.grpc-port=0",
                "-Dmodelservice.runtime.model-directory=" + model,
                "-Dmodelservice.runtime.termination-log=" + home.resolve("termination-log")));
        settings.forEach((key, value) -> command.add("-D" + key + "=" + value));
        command.addAll(List.of("-jar", JAR.toString()));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.directory(home.resolve("work").toFile());
        builder.environment().put("HOME", home.resolve("nowhere").toString());
        builder.environment().putAll(environment);
        return new RuntimeProcess(builder.start(), home);
    }

    /** Starts it and returns when it is ready. */
    public static RuntimeProcess ready(Path model, Map<String, String> settings) throws IOException {
        return ready(model, settings, Map.of());
    }

    /** Starts it with these environment variables and returns when it is ready. */
    public static RuntimeProcess ready(Path model, Map<String, String> settings, Map<String, String> environment)
            throws IOException {
        RuntimeProcess runtime = start(model, settings, environment);
        runtime.get(runtime.listening);
        runtime.get(runtime.grpc);
        runtime.get(runtime.ready);
        return runtime;
    }

    private void read() {
        try (BufferedReader lines = process.inputReader()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                log.add(line);
                Matcher matcher = LISTENING.matcher(line);
                if (matcher.find()) {
                    listening.complete(matcher);
                }
                Matcher port = GRPC.matcher(line);
                if (port.find()) {
                    grpc.complete(Integer.valueOf(port.group(1)));
                }
                if (line.contains(" is ready: ")) {
                    ready.complete(true);
                }
            }
            IllegalStateException ended = new IllegalStateException("the runtime ended:\n" + log());
            listening.completeExceptionally(ended);
            grpc.completeExceptionally(ended);
            ready.completeExceptionally(ended);
        } catch (IOException e) {
            listening.completeExceptionally(e);
        }
    }

    private <T> T get(CompletableFuture<T> event) {
        try {
            return event.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            process.destroyForcibly();
            throw new IllegalStateException("the runtime did not come up:\n" + log(), e);
        }
    }

    public URI http(String path) {
        return URI.create("http://127.0.0.1:" + get(listening).group(1) + path);
    }

    public URI management(String path) {
        return URI.create("http://127.0.0.1:" + get(listening).group(2) + path);
    }

    public int grpcPort() {
        return get(grpc);
    }

    public HttpResponse<String> get(String path) {
        return send(HttpRequest.newBuilder(http(path)).build());
    }

    public HttpResponse<String> post(String path, String body) {
        return send(HttpRequest.newBuilder(http(path))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build());
    }

    public CompletableFuture<HttpResponse<String>> postAsync(String path, String body) {
        HttpRequest request = HttpRequest.newBuilder(http(path))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return client.sendAsync(request, HttpResponse.BodyHandlers.ofString());
    }

    public HttpResponse<String> health(String path) {
        return send(HttpRequest.newBuilder(management(path)).build());
    }

    /** The value of one series, such as {@code modelservice_runtime_in_flight}. */
    public double metric(String series) {
        return health("/q/metrics")
                .body()
                .lines()
                .filter(line -> line.startsWith(series))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    public HttpResponse<String> send(HttpRequest request) {
        return send(request, HttpResponse.BodyHandlers.ofString());
    }

    public <T> HttpResponse<T> send(HttpRequest request, HttpResponse.BodyHandler<T> body) {
        try {
            return client.send(request, body);
        } catch (IOException e) {
            throw new UncheckedIOException(log(), e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Asks it to stop, as Kubernetes does. */
    public void sigterm() {
        process.destroy();
    }

    public int exitCode() throws InterruptedException {
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            throw new IllegalStateException("the runtime did not end:\n" + log());
        }
        return process.exitValue();
    }

    public JsonObject terminationLog() throws IOException {
        return new JsonObject(Files.readString(home.resolve("termination-log")));
    }

    /** The folder that it may write to, and the two that it must not. */
    public Path home() {
        return home;
    }

    public String log() {
        return String.join("\n", log);
    }

    @Override
    public void close() throws IOException {
        process.destroyForcibly().onExit().join();
        client.shutdownNow();
        try (var files = Files.walk(home)) {
            for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
