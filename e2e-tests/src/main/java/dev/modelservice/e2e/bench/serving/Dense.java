package dev.modelservice.e2e.bench.serving;

import dev.modelservice.e2e.bench.field.Candidate;
import dev.modelservice.e2e.bench.field.PythonServers;
import dev.modelservice.e2e.bench.field.Served;
import dev.modelservice.e2e.bench.figures.Aim;
import dev.modelservice.e2e.bench.figures.Comparison;
import dev.modelservice.e2e.bench.figures.Figure;
import dev.modelservice.e2e.bench.figures.Section;
import dev.modelservice.e2e.bench.figures.Work;
import dev.modelservice.e2e.bench.load.Rows;
import dev.modelservice.e2e.bench.load.Wire;
import dev.modelservice.e2e.bench.servers.Cores;
import dev.modelservice.e2e.bench.servers.Tools;
import dev.modelservice.e2e.cluster.Output;
import dev.modelservice.e2e.cluster.Repository;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** The small dense network, one row in a request: what is measured is the server and hardly the model. */
final class Dense {
    private static final double TOLERANCE = 1e-4;
    /** A JVM compiles what it runs often; Python does not. */
    private static final Duration WARM_UP_OF_OURS = Duration.ofSeconds(8);

    private static final Duration WARM_UP = Duration.ofSeconds(2);

    private final ServingSettings settings;
    private final Cores cores;
    private final Path folder;

    Dense(ServingSettings settings, Cores cores, Path folder) {
        this.settings = settings;
        this.cores = cores;
        this.folder = folder;
    }

    Section run() {
        var recorded = Recorded.dense();
        var one = List.<Rows>of(
                new Rows.Numbers(((Rows.Numbers) recorded.question()).rows().subList(2, 3)));
        var works = List.of(new Work("1 client", one, 1), new Work("32 clients", one, 32));
        try (var stage = new Stage(cores, folder)) {
            for (var candidate : candidates()) {
                stage.enter(candidate, recorded.question(), recorded.answer(), TOLERANCE);
            }
            stage.contenders()
                    .forEach(contender ->
                            contender.measure(works.getLast(), contender.isOurs() ? WARM_UP_OF_OURS : WARM_UP));
            var figures = new Rounds(settings.rounds(), settings.length()).run(stage.contenders(), works);
            var comparison = new Comparison(figures);
            return new Section(
                    "(a) Small dense network, one row in a request",
                    comparison.table("requests/s"),
                    aims(comparison),
                    notes(stage));
        }
    }

    private List<Supplier<Candidate>> candidates() {
        var served =
                new Served("dense", Repository.root().resolve("examples/dense"), "x", "probability", cores.servers());
        var python = new PythonServers(served);
        return List.of(
                () -> served.ours(Map.of(), Wire.PREDICT, Wire.V1, Wire.V2, Wire.V2_BINARY, Wire.GRPC),
                () -> python.keras("Flask, Keras loads at each request", "each", kerasModel()),
                () -> python.keras("Flask, Keras loaded once", "once", kerasModel()),
                python::flask,
                () -> python.mlServer(Wire.V2, Wire.GRPC),
                () -> python.kserve(Wire.V1, Wire.V2, Wire.V2_BINARY, Wire.GRPC),
                () -> python.pyTriton(Wire.V2, Wire.V2_BINARY, Wire.GRPC));
    }

    /** The same weights as a Keras model. */
    private String kerasModel() {
        String file = folder.resolve("dense.keras").toString();
        if (!Path.of(file).toFile().exists()) {
            String from = Repository.root().resolve("examples/dense/model.onnx").toString();
            Output.of(List.of(Tools.python("keras"), Tools.peer("keras_model.py"), from, file));
        }
        return file;
    }

    private static List<Aim> aims(Comparison comparison) {
        var ours = comparison.best("32 clients", figure -> figure.isOurs() && isRest(figure));
        var kserve = comparison.best("32 clients", figure -> figure.server().startsWith("KServe") && isRest(figure));
        return List.of(
                Aim.atLeast("REST at 32 clients, × KServe's Python server", 4.5, ours.perSecond() / kserve.perSecond()),
                Aim.atLeast("REST at 32 clients, requests/s", 8000, ours.perSecond()),
                Aim.atMost("REST at 32 clients, CPU-µs a request", 120, ours.cpuMicros()));
    }

    private static boolean isRest(Figure figure) {
        return !figure.how().equals(Wire.GRPC.label());
    }

    private static List<String> notes(Stage stage) {
        var notes = new ArrayList<>(stage.notes());
        notes.add("Every server answered the recorded rows within " + TOLERANCE + " before it was timed.");
        notes.add("“Ours is” compares our best protocol with the row, at as many clients.");
        return notes;
    }
}
