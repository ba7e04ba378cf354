package dev.modelservice.e2e.bench.proxies;

import dev.modelservice.e2e.bench.servers.Server;
import dev.modelservice.e2e.bench.servers.Tools;
import dev.modelservice.e2e.cluster.Output;
import dev.modelservice.e2e.cluster.Ports;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Proxies that are not ours, each with one worker. */
public record PlainProxies(Backend backend, Path folder) {
    private static final String ENVOY_BINARY =
            "import envoy, pathlib;" + " print(pathlib.Path(list(envoy.__path__)[0]) / '_bin' / 'envoy')";

    public Proxy envoy() {
        int port = Ports.free();
        String binary =
                Output.of(List.of(Tools.python("envoy"), "-c", ENVOY_BINARY)).strip();
        return new Proxy(
                new Server(
                        Proxy.ENVOY,
                        List.of(
                                binary,
                                "--config-path",
                                file("envoy.yaml", port),
                                "--concurrency",
                                "1",
                                "--disable-hot-restart",
                                "--log-level",
                                "warn"),
                        Map.of(),
                        Backend.ready(port)),
                port);
    }

    public Proxy nginx() {
        Tools.debian("nginx");
        int port = Ports.free();
        return new Proxy(
                new Server(
                        "nginx " + version(List.of("sh", "-c", "nginx -v 2>&1"), "nginx/"),
                        Backend.nginx(folder, Path.of(file("nginx.conf", port))),
                        Map.of(),
                        Backend.ready(port)),
                port);
    }

    public Proxy haProxy() {
        Tools.debian("haproxy");
        int port = Ports.free();
        return new Proxy(
                new Server(
                        "HAProxy " + version(List.of("haproxy", "-v"), "version "),
                        List.of("haproxy", "-db", "-f", file("haproxy.cfg", port)),
                        Map.of(),
                        Backend.ready(port)),
                port);
    }

    /** It asks nobody for a key, and looks up no prices elsewhere. */
    public Proxy liteLlm() {
        int port = Ports.free();
        Path python = Path.of(Tools.python("litellm"));
        return new Proxy(
                new Server(
                        Proxy.LITELLM,
                        List.of(
                                python.resolveSibling("litellm").toString(),
                                "--config",
                                file("litellm.yaml", port),
                                "--host",
                                "127.0.0.1",
                                "--port",
                                Integer.toString(port),
                                "--num_workers",
                                "1",
                                "--telemetry",
                                "False"),
                        Map.of(
                                "LITELLM_DANGEROUSLY_PERMIT_WEAK_OR_UNSET_MASTER_KEY",
                                "true",
                                "LITELLM_LOCAL_MODEL_COST_MAP",
                                "True",
                                "LITELLM_LOG",
                                "ERROR"),
                        URI.create("http://127.0.0.1:" + port + "/health/liveliness")),
                port);
    }

    private String file(String name, int port) {
        return new Templates(folder)
                .fill(
                        name,
                        Map.of(
                                "USER",
                                System.getProperty("user.name"),
                                "FOLDER",
                                folder,
                                "PORT",
                                port,
                                "HEAVY",
                                backend.heavy(),
                                "LIGHT",
                                backend.light(),
                                "EVENTS",
                                backend.events()))
                .toString();
    }

    /** The word behind this one in what a command prints. */
    private static String version(List<String> command, String before) {
        String text = Output.of(command);
        String after = text.substring(text.indexOf(before) + before.length());
        return after.split("[\\s-]", 2)[0];
    }
}
