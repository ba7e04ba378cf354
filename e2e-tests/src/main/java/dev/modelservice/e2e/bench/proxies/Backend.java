package dev.modelservice.e2e.bench.proxies;

import dev.modelservice.e2e.bench.servers.Server;
import dev.modelservice.e2e.cluster.Ports;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Where requests end: an nginx that answers at once, at two ports for two revisions, and events at a third.
 *
 * @param address of this machine, beside 127.0.0.1
 */
public record Backend(String address, int heavy, int light, int events) {

    public static Backend create() {
        return new Backend(OwnAddress.find(), Ports.free(), Ports.free(), Ports.free());
    }

    public Server server(Path folder) {
        var file = new Templates(folder)
                .fill(
                        "backend.conf",
                        Map.of(
                                "USER",
                                System.getProperty("user.name"),
                                "FOLDER",
                                folder,
                                "ADDRESS",
                                address,
                                "HEAVY",
                                heavy,
                                "LIGHT",
                                light));
        return new Server("backend", nginx(folder, file), Map.of(), ready(heavy));
    }

    /** Nothing of it goes to the places of an installed nginx. */
    static List<String> nginx(Path folder, Path file) {
        return List.of("nginx", "-e", "stderr", "-p", folder.toString(), "-c", file.toString());
    }

    static URI ready(int port) {
        return URI.create("http://127.0.0.1:" + port + "/v2/health/ready");
    }
}
