package dev.modelservice.e2e.actors;

import dev.modelservice.e2e.cluster.Repository;
import io.fabric8.kubernetes.client.LocalPortForward;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The protocols' own clients, as programs beside this JVM, led to a model's pod by port forwarding. */
public final class RealClients {
    private static final int HTTP = 8080;
    private static final int GRPC = 9000;
    private static final String PATIENCE = "10m";

    private final ClusterUser user;

    public RealClients(ClusterUser user) {
        this.user = user;
    }

    /** How it went. */
    public record Report(int exitStatus, String output) {}

    /** Runs every client that fits the model; what each of them does is said in {@code src/test/python}. */
    public Report speakTo(String model) {
        try (var http = forward(model, HTTP);
                var grpc = forward(model, GRPC)) {
            return run(model, http.getLocalPort(), grpc.getLocalPort());
        } catch (IOException e) {
            throw new UncheckedIOException("No way to " + model, e);
        }
    }

    private LocalPortForward forward(String model, int port) {
        var pod = user.podsOf(model).getFirst();
        return user.client().pods().resource(pod).portForward(port);
    }

    private static Report run(String model, int http, int grpc) throws IOException {
        var program = Repository.root().resolve("e2e-tests/src/test/python/run-all");
        var process = new ProcessBuilder(
                        "timeout", PATIENCE, program.toString(), model, Integer.toString(http), Integer.toString(grpc))
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Report(process.onExit().join().exitValue(), output);
    }
}
