package dev.modelservice.e2e.bench.load;

import dev.modelservice.e2e.bench.servers.Cores;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * Clients that ask one server, each as soon as its last answer is there. Where thousands of answers a second may come over
 * HTTP it is wrk, which takes little time for itself; elsewhere a client in this JVM, which counts more exactly.
 */
public record Load(Cores cores, Path folder, boolean quick) {
    /** A server that answers sooner has so many answers in a second that the last one counts for nothing. */
    private static final Duration QUICK = Duration.ofMillis(20);

    /** Asks the questions in turn. Any refusal ends the benchmark: a refused request costs nothing and proves nothing. */
    public Sample ask(Endpoint endpoint, List<Rows> questions, int clients, Duration length) {
        var payloads =
                questions.stream().map(rows -> Encoder.encode(endpoint, rows)).toList();
        if (endpoint.wire() == Wire.GRPC) {
            try (var load = new GrpcLoad(endpoint)) {
                return ClosedLoop.run(load, payloads, clients, length);
            }
        }
        if (quick) {
            return new Wrk(cores, folder).ask(endpoint, payloads, clients, length);
        }
        try (var load = new HttpLoad(endpoint)) {
            return ClosedLoop.run(load, payloads, clients, length);
        }
    }

    /** For a server that answers this question as quickly as it does. */
    public static Load of(Cores cores, Path folder, Endpoint endpoint, Rows question) {
        long best = Long.MAX_VALUE;
        for (int attempt = 0; attempt < 3; attempt++) {
            long start = System.nanoTime();
            var _ = answer(endpoint, question);
            best = Math.min(best, System.nanoTime() - start);
        }
        return new Load(cores, folder, best < QUICK.toNanos());
    }

    /** The numbers of one answer, row after row. */
    public static List<Float> answer(Endpoint endpoint, Rows question) {
        var payload = Encoder.encode(endpoint, question);
        if (endpoint.wire() == Wire.GRPC) {
            try (var load = new GrpcLoad(endpoint)) {
                return Decoder.decode(endpoint.wire(), load.once(payload));
            }
        }
        try (var load = new HttpLoad(endpoint)) {
            return Decoder.decode(endpoint.wire(), load.once(payload));
        }
    }
}
