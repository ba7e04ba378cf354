package dev.modelservice.e2e.bench.load;

import dev.modelservice.e2e.bench.servers.Cores;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * Clients that ask one server, each as soon as its last answer is there. Where thousands of answers a second may come over
 * HTTP it is wrk, which takes little time for itself; elsewhere a client in this JVM, which counts more exactly.
 */
public record Load(Cores cores, Path folder) {

    /** Asks the questions in turn. Any refusal ends the benchmark: a refused request costs nothing and proves nothing. */
    public Sample ask(Endpoint endpoint, List<Rows> questions, int clients, Duration length) {
        var payloads =
                questions.stream().map(rows -> Encoder.encode(endpoint, rows)).toList();
        if (endpoint.wire() == Wire.GRPC) {
            try (var load = new GrpcLoad(endpoint)) {
                return ClosedLoop.run(load, payloads, clients, length);
            }
        }
        if (questions.getFirst() instanceof Rows.Numbers) {
            return new Wrk(cores, folder).ask(endpoint, payloads, clients, length);
        }
        try (var load = new HttpLoad(endpoint)) {
            return ClosedLoop.run(load, payloads, clients, length);
        }
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
