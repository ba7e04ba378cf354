package dev.modelservice.e2e.cluster;

import io.fabric8.kubernetes.api.model.authentication.TokenRequestBuilder;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;

/**
 * The operator as it is shipped, outside the cluster: a JVM of its own, with a token of the chart's ServiceAccount and
 * nothing beyond what the chart grants to it.
 */
public final class OperatorProcess implements AutoCloseable {
    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final Pattern TOKEN_ID = Pattern.compile("\"jti\"\\s*:\\s*\"([^\"]+)\"");

    private final String name;
    private final ChildProcess process;
    private final URI http;
    private final String credential;
    private final HttpClient client = HttpClient.newHttpClient();

    private OperatorProcess(String name, ChildProcess process, URI http, String credential) {
        this.name = name;
        this.process = process;
        this.http = http;
        this.credential = credential;
    }

    /**
     * What one start of the operator may differ in from another.
     *
     * @param chartValues {@code key=value}, as for {@code helm --set}
     * @param jvm flags beside those of the chart
     */
    public record Options(List<String> chartValues, List<String> jvm) {
        /**
         * One operator, no leader election: a restarted one need not wait for the lease of its dead predecessor. And no
         * gateway, because no pod runs here.
         */
        public static Options alone() {
            return new Options(List.of("gateway.enabled=false"), List.of());
        }

        public static Options oneOfMany() {
            return alone().withChartValue("leaderElection=true");
        }

        public Options withChartValue(String value) {
            var more = new ArrayList<>(chartValues);
            more.add(value);
            return new Options(more, jvm);
        }

        public Options withJvm(List<String> flags) {
            return new Options(chartValues, flags);
        }
    }

    /** Starts an operator; {@link #awaitReady()} waits for it. */
    public static OperatorProcess start(ControlPlane plane, Options options) {
        String name = "operator-" + COUNT.incrementAndGet();
        var release = Chart.install(plane.admin(), options.chartValues());
        String token = token(plane, release.account());
        Path kubeconfig = plane.access(Users.ADMIN)
                .withToken(token)
                .writeKubeconfig(plane.folder().resolve(name + ".kubeconfig"));
        int port = Ports.free();
        var environment = new HashMap<>(release.environment());
        environment.putAll(Map.of(
                "KUBECONFIG",
                kubeconfig.toString(),
                "QUARKUS_HTTP_HOST",
                "127.0.0.1",
                "QUARKUS_HTTP_PORT",
                String.valueOf(port),
                "POD_NAMESPACE",
                Chart.NAMESPACE,
                "POD_NAME",
                name));
        var process = ChildProcess.start(name, plane.folder(), command(release, options), environment);
        return new OperatorProcess(name, process, URI.create("http://127.0.0.1:" + port), tokenId(token));
    }

    private static List<String> command(Chart.Release release, Options options) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        // In a container the JVM takes this from the memory limit; here it would size itself by the whole machine.
        command.add("-XX:MaxRAM=" + release.memoryBytes());
        command.addAll(options.jvm());
        command.addAll(List.of("-jar", Repository.operatorJar().toString()));
        return command;
    }

    public OperatorProcess awaitReady() {
        Awaitility.await(name + " to be ready")
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(100))
                .ignoreExceptionsInstanceOf(IOException.class)
                .until(() -> {
                    process.requireAlive();
                    return get("/q/health/ready").statusCode() == 200;
                });
        return this;
    }

    /** The identity in the leader election's lease. */
    public String name() {
        return name;
    }

    /** Whether this operator, and not another under the same ServiceAccount, made the request. */
    public boolean made(AuditEvent event) {
        return event.credential().endsWith(credential);
    }

    public String metrics() {
        try {
            return get("/q/metrics").body();
        } catch (IOException e) {
            throw new IllegalStateException("No metrics from " + name, e);
        }
    }

    public String logTail(int lines) {
        return process.tail(lines);
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    public long cpuMillis() {
        return process.cpuMillis();
    }

    public long rssMiB() {
        return process.rssMiB();
    }

    public void kill9() {
        process.kill9();
    }

    public void terminate() {
        process.terminate(Duration.ofSeconds(20));
    }

    @Override
    public void close() {
        terminate();
        client.close();
    }

    private HttpResponse<String> get(String path) throws IOException {
        try {
            var request = HttpRequest.newBuilder(http.resolve(path))
                    .timeout(Duration.ofSeconds(5))
                    .build();
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while asking " + name, e);
        }
    }

    private static String token(ControlPlane plane, String account) {
        var request = new TokenRequestBuilder()
                .withNewSpec()
                .withExpirationSeconds(36_000L)
                .endSpec()
                .build();
        return plane.admin()
                .serviceAccounts()
                .inNamespace(Chart.NAMESPACE)
                .withName(account)
                .tokenRequest(request)
                .getStatus()
                .getToken();
    }

    /** The API server writes a token's id into the audit log. */
    private static String tokenId(String token) {
        String claims = new String(Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]), StandardCharsets.UTF_8);
        var matcher = TOKEN_ID.matcher(claims);
        if (!matcher.find()) {
            throw new IllegalStateException("A ServiceAccount token without an id");
        }
        return matcher.group(1);
    }
}
