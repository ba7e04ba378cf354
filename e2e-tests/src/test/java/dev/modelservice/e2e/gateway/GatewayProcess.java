package dev.modelservice.e2e.gateway;

import dev.modelservice.e2e.cluster.Access;
import dev.modelservice.e2e.cluster.ChildProcess;
import dev.modelservice.e2e.cluster.Ports;
import dev.modelservice.e2e.cluster.Repository;
import dev.modelservice.e2e.cluster.RunFolder;
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
import org.awaitility.Awaitility;

/** The packaged gateway as a process of its own, on free ports. */
public final class GatewayProcess implements AutoCloseable {

    private static final Path JAR = Repository.root().resolve("gateway/target/quarkus-app/quarkus-run.jar");
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final ChildProcess process;
    private final int port;
    private final int tlsPort;
    private final int managementPort;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private GatewayProcess(ChildProcess process, int port, int tlsPort, int managementPort) {
        this.process = process;
        this.port = port;
        this.tlsPort = tlsPort;
        this.managementPort = managementPort;
    }

    /** Starts it without waiting for anything; settings without their prefix, {@code access-log} for instance. */
    public static GatewayProcess start(Access access, Map<String, String> settings) {
        int port = Ports.free();
        int tlsPort = Ports.free();
        int managementPort = Ports.free();
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-Xmx128m",
                "-Dquarkus.management.port=" + managementPort,
                "-Dquarkus.management.host=127.0.0.1",
                "-Dmodelservice.gateway.host=127.0.0.1",
                "-Dmodelservice.gateway.port=" + port,
                "-Dmodelservice.gateway.tls-port=" + tlsPort,
                "-Dmodelservice.gateway.domain=models.example"));
        settings.forEach((key, value) -> command.add("-Dmodelservice.gateway." + key + "=" + value));
        command.addAll(List.of("-jar", JAR.toString()));
        String name = "gateway-" + port;
        Path folder = RunFolder.create(name);
        Map<String, String> environment = Map.of(
                "KUBECONFIG",
                access.writeKubeconfig(folder.resolve("kubeconfig")).toString());
        return new GatewayProcess(
                ChildProcess.start(name, folder, command, environment), port, tlsPort, managementPort);
    }

    /** Starts it and returns when it is ready. */
    public static GatewayProcess ready(Access access, Map<String, String> settings) {
        return start(access, settings).awaitReady();
    }

    public GatewayProcess awaitReady() {
        Awaitility.await("the gateway to be ready")
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> {
                    process.requireAlive();
                    return isReady();
                });
        return this;
    }

    public boolean isReady() {
        try {
            return management("/q/health/ready").statusCode() == 200;
        } catch (UncheckedIOException e) {
            return false;
        }
    }

    public int port() {
        return port;
    }

    public int tlsPort() {
        return tlsPort;
    }

    public int managementPort() {
        return managementPort;
    }

    public ChildProcess process() {
        return process;
    }

    public HttpResponse<String> management(String path) {
        return management(path, HttpResponse.BodyHandlers.ofString());
    }

    public <T> HttpResponse<T> management(String path, HttpResponse.BodyHandler<T> body) {
        URI uri = URI.create("http://127.0.0.1:" + managementPort + path);
        try {
            return client.send(HttpRequest.newBuilder(uri).build(), body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The sum of the series that begin so. */
    public double metric(String series) {
        return management("/q/metrics")
                .body()
                .lines()
                .filter(line -> line.startsWith(series))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    public String log() {
        try {
            return Files.readString(process.log());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Asks it to stop, as Kubernetes does. */
    public void sigterm() {
        ProcessHandle.of(process.pid()).ifPresent(ProcessHandle::destroy);
    }

    @Override
    public void close() {
        client.shutdownNow();
        process.terminate(Duration.ofSeconds(1));
    }
}
