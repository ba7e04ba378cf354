package dev.modelservice.e2e.bench.proxies;

import dev.modelservice.e2e.bench.servers.Server;
import dev.modelservice.e2e.cluster.Ports;
import dev.modelservice.e2e.cluster.Repository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The gateway as packaged, with the environment and the flags of its image, with every measure on and a line in its log for each request. */
public final class Gateway {
    private Gateway() {}

    /**
     * @param name as the tables call it
     * @param kubeconfig of the API server that it watches
     * @param memory that the JVM is to believe the machine has, as a container's limit would say
     * @param jvm flags beside those of its image
     */
    public static Proxy watching(String name, Path kubeconfig, String memory, List<String> jvm) {
        Path jar = Repository.root().resolve("gateway/target/quarkus-app/quarkus-run.jar");
        if (!Files.exists(jar)) {
            throw new IllegalStateException("The gateway is not packaged: there is no " + jar);
        }
        int port = Ports.free();
        int management = Ports.free();
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(imageOptions());
        command.add("-XX:MaxRAM=" + memory);
        command.addAll(jvm);
        command.addAll(List.of("-jar", jar.toString()));
        var environment = Map.of(
                "MALLOC_ARENA_MAX",
                "2",
                "KUBECONFIG",
                kubeconfig.toString(),
                "MODELSERVICE_GATEWAY_HOST",
                "127.0.0.1",
                "MODELSERVICE_GATEWAY_PORT",
                Integer.toString(port),
                "QUARKUS_MANAGEMENT_HOST",
                "127.0.0.1",
                "QUARKUS_MANAGEMENT_PORT",
                Integer.toString(management));
        var ready = URI.create("http://127.0.0.1:%d/q/health/ready".formatted(management));
        return new Proxy(new Server(name, command, environment, ready), port);
    }

    private static List<String> imageOptions() {
        try {
            return Files.readAllLines(Repository.root().resolve("images/gateway/java.options")).stream()
                    .filter(line -> line.startsWith("-"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("No options of the gateway's image", e);
        }
    }
}
