package dev.modelservice.e2e.bench.serving;

import dev.modelservice.e2e.bench.field.Candidate;
import dev.modelservice.e2e.bench.field.PythonServers;
import dev.modelservice.e2e.bench.field.Served;
import dev.modelservice.e2e.bench.figures.Aim;
import dev.modelservice.e2e.bench.figures.Comparison;
import dev.modelservice.e2e.bench.figures.Figure;
import dev.modelservice.e2e.bench.figures.Section;
import dev.modelservice.e2e.bench.figures.Work;
import dev.modelservice.e2e.bench.load.Wire;
import dev.modelservice.e2e.bench.servers.Cores;
import dev.modelservice.e2e.cluster.Repository;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Sentence embeddings by MiniLM: what is measured is how much of the model's own speed a server leaves, and how it batches. */
final class Embeddings {
    private static final double TOLERANCE = 2e-4;
    private static final Duration WARM_UP = Duration.ofSeconds(3);
    private static final int TOKENS = 32;
    private static final String FIXED = "%d × 32 tokens, %d clients";
    private static final String MIXED = "%d × mixed, %d clients";

    private final ServingSettings settings;
    private final Cores cores;
    private final Path folder;
    private final Corpus corpus = new Corpus();

    Embeddings(ServingSettings settings, Cores cores, Path folder) {
        this.settings = settings;
        this.cores = cores;
        this.folder = folder;
    }

    Section run() {
        var recorded = Recorded.miniLm();
        // Enough clients that the processors never wait for a question; the loops have none to wait for.
        var works = List.of(fixed(1, 4), fixed(8, 2), fixed(32, 2), mixed(1, 32), mixed(32, 2));
        var served = new Served(
                "minilm",
                Repository.root().resolve("runtime-image/target/models/minilm"),
                "text",
                "embedding",
                cores.servers());
        try (var stage = new Stage(cores, folder)) {
            for (var candidate : candidates(served)) {
                stage.enter(candidate, recorded.question(), recorded.answer(), TOLERANCE);
            }
            stage.contenders()
                    .forEach(contender -> works.forEach(
                            work -> contender.measure(work, contender.isOurs() ? WARM_UP : Duration.ofSeconds(1))));
            var all = new ArrayList<Measured>(stage.contenders());
            all.add(new BareLoop(BareLoop.TOKENISED, served, cores, folder));
            all.add(new BareLoop(BareLoop.READY, served, cores, folder));
            var figures = new Rounds(settings.rounds(), settings.length().plus(settings.length())).run(all, works);
            var comparison = new Comparison(figures);
            return new Section(
                    "(b) MiniLM sentence embeddings, fp32",
                    comparison.table("texts/s"),
                    aims(comparison),
                    notes(stage));
        }
    }

    private Work fixed(int texts, int clients) {
        return new Work(FIXED.formatted(texts, clients), corpus.fixed(64 / texts + 8, texts, TOKENS), clients);
    }

    private Work mixed(int texts, int clients) {
        return new Work(MIXED.formatted(texts, clients), corpus.mixed(512 / texts, texts), clients);
    }

    private static List<Supplier<Candidate>> candidates(Served served) {
        var python = new PythonServers(served);
        return List.of(
                () -> served.ours(Map.of(), Wire.V2, Wire.GRPC, Wire.OPENAI),
                () -> python.mlServer(Wire.V2),
                () -> python.kserve(Wire.V2_BINARY),
                () -> python.pyTriton(Wire.V2_BINARY));
    }

    private static List<Aim> aims(Comparison comparison) {
        var aims = new ArrayList<Aim>();
        for (String work : List.of(FIXED.formatted(1, 4), FIXED.formatted(8, 2), FIXED.formatted(32, 2))) {
            double ours = comparison.best(work, Figure::isOurs).perSecond();
            for (String mode : List.of(BareLoop.TOKENISED, BareLoop.READY)) {
                double loop =
                        comparison.best(work, figure -> isLoop(figure, mode)).perSecond();
                aims.add(Aim.atLeast(work + ": × the loop, tokens " + mode, 0.97, ours / loop));
            }
        }
        String together = MIXED.formatted(32, 2);
        double naive = comparison
                .best(together, figure -> isLoop(figure, BareLoop.TOKENISED))
                .perSecond();
        for (String work : List.of(MIXED.formatted(1, 32), together)) {
            double ours = comparison.best(work, Figure::isOurs).perSecond();
            aims.add(Aim.atLeast(work + ": × naive batching", 1.5, ours / naive));
        }
        return aims;
    }

    private static boolean isLoop(Figure figure, String mode) {
        return figure.server().equals(BareLoop.NAME) && figure.how().equals("tokens " + mode);
    }

    private static List<String> notes(Stage stage) {
        var notes = new ArrayList<>(stage.notes());
        notes.add("Every server answered the recorded sentences within " + TOLERANCE + " before it was timed.");
        notes.add(
                "The loop has no clients: it asks itself, one request after the other. Naive batching is the loop over 32 mixed"
                        + " texts in the order of their arrival, padded to the longest.");
        notes.add("CPU-µs are those of one text. “Ours is” compares our best protocol with the row.");
        return notes;
    }
}
