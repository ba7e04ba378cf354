package dev.modelservice.e2e.bench.field;

import dev.modelservice.e2e.bench.figures.Figure;
import dev.modelservice.e2e.bench.servers.Server;
import dev.modelservice.e2e.cluster.Ports;
import dev.modelservice.e2e.cluster.Repository;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Our runtime as packaged, with the environment and the flags of its image ({@code images/runtime}). */
public record Ours(String model, Path folder, int http, int grpc, int management) {
    public static Ours serving(String model, Path folder) {
        return new Ours(model, folder, Ports.free(), Ports.free(), Ports.free());
    }

    public Server server(Map<String, String> settings) {
        Path jar = Repository.root().resolve("runtime-image/target/quarkus-app/quarkus-run.jar");
        if (!Files.exists(jar)) {
            throw new IllegalStateException("The runtime is not packaged: there is no " + jar);
        }
        var environment = new java.util.HashMap<>(Map.of(
                "MALLOC_ARENA_MAX",
                "2",
                "ORT_DISABLE_TELEMETRY",
                "1",
                "MODELSERVICE_RUNTIME_MODEL_NAME",
                model,
                "MODELSERVICE_RUNTIME_MODEL_DIRECTORY",
                folder.toString(),
                "MODELSERVICE_RUNTIME_TERMINATION_LOG",
                "/dev/null",
                "QUARKUS_HTTP_PORT",
                Integer.toString(http),
                "MODELSERVICE_RUNTIME_GRPC_PORT",
                Integer.toString(grpc),
                "QUARKUS_MANAGEMENT_PORT",
                Integer.toString(management)));
        environment.putAll(settings);
        return new Server(
                Figure.OURS,
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-XX:MaxRAMPercentage=40",
                        "-XX:+ExitOnOutOfMemoryError",
                        "-jar",
                        jar.toString()),
                environment,
                URI.create("http://127.0.0.1:" + management + "/q/health/ready"));
    }
}
