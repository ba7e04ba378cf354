package dev.modelservice.e2e.bench.gateway;

import dev.modelservice.e2e.bench.figures.Aim;
import dev.modelservice.e2e.bench.figures.Section;
import dev.modelservice.e2e.bench.figures.Table;
import dev.modelservice.e2e.bench.pace.HeldLines;
import dev.modelservice.e2e.bench.servers.Progress;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * Resident memory of a gateway that has just started, knows many models, and has many connections held open.
 *
 * @param label how many models it knows
 * @param asked how many of them are asked
 */
record Memory(Way gateway, String label, int asked, int perSecond) {
    private static final int CONNECTIONS = 2000;
    private static final int AT_ONCE = 64;
    private static final Duration LOAD = Duration.ofSeconds(5);
    private static final double MAX_MIB = 300;

    Section run(Asking asking) {
        Progress.say("memory");
        var server = Objects.requireNonNull(gateway.proxy());
        var questions = Catalogue.questions(asked);
        server.resume();
        try {
            double started = server.residentMiB();
            try (var held = HeldLines.open(gateway.port(), CONNECTIONS)) {
                held.ask(questions, AT_ONCE);
                double holding = server.residentMiB();
                asking.paced(gateway, questions, perSecond, LOAD);
                server.resume();
                double loaded = server.residentMiB();
                held.ask(questions, AT_ONCE);
                double after = server.residentMiB();
                return section(started, holding, loaded, after);
            }
        } finally {
            server.suspend();
        }
    }

    private Section section(double started, double holding, double loaded, double after) {
        var table = new Table(1, "a fresh gateway with %s models".formatted(label), "MiB");
        row(table, "after its start", started);
        row(table, "with %,d connections that had an answer and stay".formatted(CONNECTIONS), holding);
        row(table, "and after %d s of %,d requests/s on others".formatted(LOAD.toSeconds(), perSecond), loaded);
        row(table, "and another answer on each of those held", after);
        double most = Math.max(Math.max(started, holding), Math.max(loaded, after));
        return new Section("Memory", table, List.of(Aim.atMost("resident MiB", MAX_MIB, most)), List.of());
    }

    private static void row(Table table, String when, double mebibytes) {
        table.row(List.of(when, Table.number(mebibytes)));
    }
}
