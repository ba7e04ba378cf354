package dev.modelservice.e2e.bench.serving;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.modelservice.e2e.bench.field.Served;
import dev.modelservice.e2e.bench.figures.Figure;
import dev.modelservice.e2e.bench.figures.Work;
import dev.modelservice.e2e.bench.load.Rows;
import dev.modelservice.e2e.bench.servers.Cores;
import dev.modelservice.e2e.bench.servers.Tools;
import dev.modelservice.e2e.cluster.Output;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * Python's onnxruntime in a loop, with no server around it: what the processors can do with one request after the other,
 * its texts padded to the longest of them.
 *
 * @param mode {@code ready}: the tokens were made beforehand; {@code tokenised}: they are made in the loop
 */
record BareLoop(String mode, Served served, Cores cores, Path folder) implements Measured {
    static final String NAME = "bare onnxruntime loop";
    static final String READY = "ready";
    static final String TOKENISED = "tokenised";
    private static final ObjectMapper JSON = new ObjectMapper();

    @Override
    public String name() {
        return NAME + ", tokens " + mode;
    }

    @Override
    public Figure measure(Work work, Duration length) {
        try {
            Path questions = folder.resolve("questions.json");
            JSON.writeValue(
                    questions.toFile(),
                    work.questions().stream()
                            .map(rows -> ((Rows.Texts) rows).rows())
                            .toList());
            return figure(
                    work,
                    JSON.readTree(Output.of(cores.onServer(List.of(
                            "env",
                            "ORT_DISABLE_TELEMETRY=1",
                            Tools.python("flask"),
                            Tools.peer("bare_loop.py"),
                            served.folder().toString(),
                            Integer.toString(served.threads()),
                            Long.toString(length.toSeconds()),
                            questions.toString(),
                            mode)))));
        } catch (IOException e) {
            throw new UncheckedIOException("No figures of " + name(), e);
        }
    }

    private Figure figure(Work work, JsonNode measured) {
        double requests = measured.path("requests").asDouble();
        return new Figure(
                NAME,
                "tokens " + mode,
                work,
                requests / measured.path("seconds").asDouble() * work.rowsPerRequest(),
                measured.path("p50").asDouble() * 1e3,
                measured.path("p99").asDouble() * 1e3,
                measured.path("cpu_seconds").asDouble() * 1e6 / (requests * work.rowsPerRequest()),
                measured.path("mib").asDouble());
    }
}
