package dev.modelservice.e2e.bench.gateway;

import dev.modelservice.e2e.bench.load.Payload;
import dev.modelservice.e2e.bench.load.Sample;
import dev.modelservice.e2e.bench.load.Wrk;
import dev.modelservice.e2e.bench.pace.OpenLoop;
import dev.modelservice.e2e.bench.pace.PacedSample;
import dev.modelservice.e2e.bench.pace.Question;
import dev.modelservice.e2e.bench.servers.Cores;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The two ways of asking: at a fixed rate for latency, and as fast as answers come for throughput. */
record Asking(Cores cores, Path folder) {
    static final int PACED_CONNECTIONS = 32;
    static final int FAST_CONNECTIONS = 64;
    private static final Duration LEAD_IN = Duration.ofMillis(500);

    /** CPU-µs are those of one request. */
    Way.Cost<PacedSample> paced(Way way, List<byte[]> questions, int perSecond, Duration length) {
        var cost = way.measure(
                () -> OpenLoop.ask(way.port(), questions, perSecond, PACED_CONNECTIONS, LEAD_IN),
                () -> OpenLoop.ask(way.port(), questions, perSecond, PACED_CONNECTIONS, length));
        return new Way.Cost<>(cost.sample(), cost.cpuMicros() / cost.sample().requests(), cost.residentMiB());
    }

    /** CPU-µs are those of one request. */
    Way.Cost<Sample> fast(Way way, Question question, Duration length) {
        var payload = new Payload(
                Map.of("Host", question.host(), "Content-Type", "application/json"),
                question.body().getBytes(StandardCharsets.ISO_8859_1));
        var address = URI.create("http://127.0.0.1:" + way.port() + question.path());
        var cost = way.measure(
                () -> {}, () -> new Wrk(cores, folder).ask(address, List.of(payload), FAST_CONNECTIONS, length));
        return new Way.Cost<>(cost.sample(), cost.cpuMicros() / cost.sample().requests(), cost.residentMiB());
    }
}
