package dev.modelservice.e2e.bench.serving;

import dev.modelservice.e2e.bench.figures.Figure;
import dev.modelservice.e2e.bench.figures.Work;
import dev.modelservice.e2e.bench.load.Endpoint;
import dev.modelservice.e2e.bench.load.Load;
import dev.modelservice.e2e.bench.servers.RunningServer;
import java.time.Duration;

/** A server, asked in one of its protocols. */
record Contender(RunningServer server, Endpoint endpoint, Load load) implements Measured {

    @Override
    public String name() {
        return server.server().name() + ", " + endpoint.wire().label();
    }

    boolean isOurs() {
        return server.server().name().equals(Figure.OURS);
    }

    @Override
    public Figure measure(Work work, Duration length) {
        server.resume();
        try {
            long before = server.cpuMicros();
            var sample = load.ask(endpoint, work.questions(), work.clients(), length);
            double cpuMicros = (double) (server.cpuMicros() - before) / (sample.requests() * work.rowsPerRequest());
            return new Figure(
                    server.server().name(),
                    endpoint.wire().label(),
                    work,
                    sample.requestsPerSecond() * work.rowsPerRequest(),
                    sample.p50Millis(),
                    sample.p99Millis(),
                    cpuMicros,
                    server.residentMiB());
        } finally {
            server.suspend();
        }
    }
}
