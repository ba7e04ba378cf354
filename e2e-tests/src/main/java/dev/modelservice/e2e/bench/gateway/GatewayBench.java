package dev.modelservice.e2e.bench.gateway;

import dev.modelservice.e2e.bench.proxies.Backend;
import dev.modelservice.e2e.bench.proxies.PacedEvents;
import dev.modelservice.e2e.bench.servers.Cores;
import dev.modelservice.e2e.bench.servers.Machine;
import dev.modelservice.e2e.bench.servers.Progress;
import dev.modelservice.e2e.bench.servers.RunningServer;
import dev.modelservice.e2e.bench.servers.Tools;
import dev.modelservice.e2e.cluster.Repository;
import dev.modelservice.e2e.cluster.RunFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** {@code make bench-gateway}: the gateway beside other proxies, in front of the same backend, in one run. */
public final class GatewayBench {
    private GatewayBench() {}

    public static void main(String... arguments) throws IOException {
        var settings = GatewaySettings.parse(arguments);
        Tools.debian("nginx", "wrk", "util-linux");
        var cores = Cores.of(Runtime.getRuntime().availableProcessors(), 1);
        int processors = Runtime.getRuntime().availableProcessors();
        cores.moveHere();
        var folder = RunFolder.create("gateway");
        var backend = Backend.create();
        var report = new ArrayList<String>();
        print(report, head(settings, cores, processors));
        try (var _ = RunningServer.start(backend.server(folder), cores.exchanged(), folder);
                var _ = PacedEvents.start(backend, Streams.EVENTS, Streams.PACE);
                var parts = new Parts(settings, cores, folder, backend)) {
            for (var part : settings.parts()) {
                Progress.say("part " + part);
                parts.run(part).forEach(section -> print(report, section.markdown()));
            }
        }
        Path file = Repository.target().resolve("bench-gateway.md");
        Files.writeString(file, String.join("\n", report));
        Progress.say("written to " + file);
    }

    /** At once: a later part may end the benchmark. */
    private static void print(List<String> report, String text) {
        report.add(text);
        System.out.println(text);
    }

    private static String head(GatewaySettings settings, Cores cores, int processors) {
        return """
                # The gateway beside other proxies

                %s, %d processors: the proxy that is measured on %s; clients, backend and API server on %s. Medians of %d rounds of
                %d s; all proxies but the measured one are suspended. CPU is the user and system time of a proxy's whole process
                tree for one request; MiB is its resident memory.
                """.formatted(
                        Machine.processor(),
                        processors,
                        cores.ofServer(),
                        cores.ofClient(),
                        settings.rounds(),
                        settings.length().toSeconds());
    }
}
