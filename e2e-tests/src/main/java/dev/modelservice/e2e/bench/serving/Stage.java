package dev.modelservice.e2e.bench.serving;

import dev.modelservice.e2e.bench.field.Candidate;
import dev.modelservice.e2e.bench.load.Load;
import dev.modelservice.e2e.bench.load.Rows;
import dev.modelservice.e2e.bench.servers.Cores;
import dev.modelservice.e2e.bench.servers.Progress;
import dev.modelservice.e2e.bench.servers.RunningServer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Where the servers of a part stand: all started, all suspended but the one that is measured. Who cannot start here, or
 * does not speak a protocol, is left out and noted; who answers something else than the others ends the benchmark.
 */
final class Stage implements AutoCloseable {
    private final Cores cores;
    private final Path folder;
    private final List<RunningServer> running = new ArrayList<>();
    private final List<Contender> contenders = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    Stage(Cores cores, Path folder) {
        this.cores = cores;
        this.folder = folder;
    }

    /** Started and checked: the question must be answered with these numbers, row after row. */
    void enter(Supplier<Candidate> candidate, Rows question, List<Float> expected, double tolerance) {
        Candidate entering;
        RunningServer server;
        try {
            entering = candidate.get();
            Progress.say("starting " + entering.server().name());
            server = RunningServer.start(entering.server(), cores, folder);
        } catch (RuntimeException cannot) {
            note("Did not start here: " + reason(cannot));
            return;
        }
        running.add(server);
        for (var endpoint : entering.endpoints()) {
            String name = entering.server().name() + ", " + endpoint.wire().label();
            try {
                requireEqual(name, Load.answer(endpoint, question), expected, tolerance);
                contenders.add(new Contender(server, endpoint, Load.of(cores, folder, endpoint, question)));
            } catch (WrongAnswer wrong) {
                throw wrong;
            } catch (RuntimeException refused) {
                note("Not measured: " + name + ": " + reason(refused));
            }
        }
        server.suspend();
    }

    List<Contender> contenders() {
        return contenders;
    }

    List<String> notes() {
        return notes;
    }

    @Override
    public void close() {
        running.forEach(RunningServer::close);
    }

    private void note(String what) {
        notes.add(what);
    }

    private static void requireEqual(String name, List<Float> actual, List<Float> expected, double tolerance) {
        if (actual.size() != expected.size()) {
            throw new WrongAnswer(name + " gives " + actual.size() + " numbers, not " + expected.size());
        }
        for (int i = 0; i < actual.size(); i++) {
            if (!(Math.abs(actual.get(i) - expected.get(i)) <= tolerance)) {
                throw new WrongAnswer("%s: number %d is %s, not %s".formatted(name, i, actual.get(i), expected.get(i)));
            }
        }
    }

    /** In one line, without where a log lies: the log itself was shown. */
    static String reason(RuntimeException failure) {
        var cause = failure.getCause() == null ? failure : failure.getCause();
        Progress.say(cause.toString());
        return String.valueOf(cause.getMessage())
                .lines()
                .findFirst()
                .map(line -> line.replaceFirst("; the end of .*", ""))
                .orElse(cause.toString());
    }

    private static final class WrongAnswer extends IllegalStateException {
        private static final long serialVersionUID = 1;

        WrongAnswer(String message) {
            super(message);
        }
    }
}
