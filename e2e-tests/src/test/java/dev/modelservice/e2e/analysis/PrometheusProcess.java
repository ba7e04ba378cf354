package dev.modelservice.e2e.analysis;

import dev.modelservice.e2e.cluster.ChildProcess;
import dev.modelservice.e2e.cluster.Output;
import dev.modelservice.e2e.cluster.Ports;
import dev.modelservice.e2e.cluster.Repository;
import dev.modelservice.e2e.cluster.RunFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A Prometheus server that scrapes one exporter every second. */
final class PrometheusProcess implements AutoCloseable {

    private final ChildProcess process;
    private final int port;

    private PrometheusProcess(ChildProcess process, int port) {
        this.process = process;
        this.port = port;
    }

    static PrometheusProcess start(int exporterPort) {
        int port = Ports.free();
        String name = "prometheus-" + port;
        Path folder = RunFolder.create(name);
        try {
            Files.writeString(folder.resolve("prometheus.yml"), """
                    global: {scrape_interval: 1s}
                    scrape_configs:
                    - job_name: exporter
                      static_configs: [{targets: ["127.0.0.1:%d"]}]
                    """.formatted(exporterPort));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String program = Output.of(
                        List.of(Repository.root()
                                .resolve("e2e-tests/src/test/prometheus/program")
                                .toString()),
                        System.err::println)
                .strip();
        List<String> command = List.of(
                program,
                "--config.file=" + folder.resolve("prometheus.yml"),
                "--storage.tsdb.path=" + folder.resolve("data"),
                "--web.listen-address=127.0.0.1:" + port);
        return new PrometheusProcess(ChildProcess.start(name, folder, command, Map.of()), port);
    }

    String address() {
        return "http://127.0.0.1:" + port;
    }

    @Override
    public void close() {
        process.terminate(Duration.ofSeconds(5));
    }
}
