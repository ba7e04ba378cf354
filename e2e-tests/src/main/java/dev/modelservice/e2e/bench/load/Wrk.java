package dev.modelservice.e2e.bench.load;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.modelservice.e2e.bench.servers.Cores;
import dev.modelservice.e2e.cluster.Output;
import dev.modelservice.e2e.cluster.Repository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/** Asks over HTTP by wrk, on the clients' processors. */
public record Wrk(Cores cores, Path folder) {
    private static final Path SCRIPT = Repository.root().resolve("e2e-tests/src/bench/wrk.lua");

    Sample ask(Endpoint endpoint, List<Payload> payloads, int clients, Duration length) {
        return ask(HttpLoad.address(endpoint), payloads, clients, length);
    }

    /** Any answer but a success ends the benchmark. */
    public Sample ask(URI address, List<Payload> payloads, int clients, Duration length) {
        write(payloads);
        String result = Output.of(cores.onClient(List.of(
                "wrk",
                "--threads=1",
                "--connections=" + clients,
                "--duration=" + length.toSeconds() + "s",
                "--timeout=60s",
                "--script=" + SCRIPT,
                address.toString(),
                "--",
                folder.toString(),
                Integer.toString(payloads.size()))));
        return sample(address, result);
    }

    private void write(List<Payload> payloads) {
        try {
            for (int number = 0; number < payloads.size(); number++) {
                var payload = payloads.get(number);
                Files.write(folder.resolve(number + ".body"), payload.body());
                Files.writeString(
                        folder.resolve(number + ".headers"),
                        payload.headers().entrySet().stream()
                                .map(header -> header.getKey() + ": " + header.getValue() + "\n")
                                .collect(Collectors.joining()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write the questions to " + folder, e);
        }
    }

    /** The script's last line has what wrk measured, in microseconds. */
    private static Sample sample(URI address, String result) {
        String last = result.lines().reduce("", (before, line) -> line);
        try {
            var measured = new ObjectMapper().readTree(last);
            long requests = measured.path("requests").asLong();
            if (measured.path("refused").asLong() > 0) {
                throw new IllegalStateException(address + " did not answer every question: " + last);
            }
            return new Sample(
                    requests / (measured.path("micros").asDouble() / 1e6),
                    measured.path("p50").asDouble() / 1e3,
                    measured.path("p99").asDouble() / 1e3,
                    requests);
        } catch (IOException e) {
            throw new UncheckedIOException("wrk said: " + result, e);
        }
    }
}
