package dev.modelservice.e2e.bench.serving;

import dev.modelservice.e2e.bench.field.TextServers;
import dev.modelservice.e2e.bench.figures.Aim;
import dev.modelservice.e2e.bench.figures.Figure;
import dev.modelservice.e2e.bench.figures.Section;
import dev.modelservice.e2e.bench.figures.TextFigure;
import dev.modelservice.e2e.bench.load.StreamLoad;
import dev.modelservice.e2e.bench.servers.Cores;
import dev.modelservice.e2e.bench.servers.Progress;
import dev.modelservice.e2e.bench.servers.RunningServer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

/** Text generation by SmolLM2-135M-Instruct (GGUF, Q4_1), streamed: what is measured is what a server leaves of llama.cpp's speed. */
final class TextGeneration {
    private static final int TOKENS = 96;
    private static final int PROMPT_WORDS = 48;
    private static final List<Integer> STREAMS = List.of(1, 8);
    private static final int ALONE_IN_A_ROW = 5;
    private static final String QUESTION = "The capital of France is";
    private static final String ANSWER = "Paris";

    private final ServingSettings settings;
    private final Cores cores;
    private final Path folder;
    private final Corpus corpus = new Corpus();
    private final List<String> notes = new ArrayList<>();
    private final Map<TextFigure.Key, List<TextFigure>> figures = new LinkedHashMap<>();

    TextGeneration(ServingSettings settings, Cores cores, Path folder) {
        this.settings = settings;
        this.cores = cores;
        this.folder = folder;
    }

    Section run() {
        var running = new LinkedHashMap<RunningServer, StreamLoad>();
        try {
            for (var candidate : TextServers.all(cores.servers(), STREAMS.getLast())) {
                start(candidate, running);
            }
            running.forEach((server, load) -> STREAMS.forEach(streams -> measure(server, load, streams)));
            figures.clear();
            for (int round = 1; round <= settings.rounds(); round++) {
                Progress.say("round " + round + " of " + settings.rounds());
                running.forEach((server, load) -> STREAMS.forEach(streams -> measure(server, load, streams)));
            }
        } finally {
            running.keySet().forEach(RunningServer::close);
        }
        var medians = figures.values().stream().map(TextFigure::median).toList();
        notes.add("Greedy, %d tokens after a prompt of about %d, another prompt each time. MiB include the model's %s."
                .formatted(TOKENS, PROMPT_WORDS, "98 MB where the file is mapped"));
        return new Section(
                "(c) Text generation, SmolLM2-135M-Instruct Q4_1", TextFigure.table(medians), aims(medians), notes);
    }

    private void start(TextServers.Candidate candidate, Map<RunningServer, StreamLoad> running) {
        Progress.say("starting " + candidate.name());
        try {
            var server = RunningServer.start(candidate.server().get(), cores, folder);
            var load = new StreamLoad(server.server().ready(), candidate.path(), candidate.model());
            running.put(server, load);
            String text = load.complete(QUESTION, 24);
            if (!text.contains(ANSWER)) {
                throw new IllegalStateException("It continues “%s” with “%s”".formatted(QUESTION, text));
            }
            notes.add("%s continues “%s” with “%s”.".formatted(candidate.name(), QUESTION, oneLine(text)));
            server.suspend();
        } catch (RuntimeException cannot) {
            running.entrySet().removeIf(entry -> {
                boolean failed = entry.getKey().server().name().equals(candidate.name());
                if (failed) {
                    entry.getKey().close();
                }
                return failed;
            });
            notes.add("Not measured: " + candidate.name() + ": " + Stage.reason(cannot));
        }
    }

    private void measure(RunningServer server, StreamLoad load, int streams) {
        server.resume();
        try {
            int inARow = streams == 1 ? ALONE_IN_A_ROW : 1;
            var prompts = IntStream.range(0, streams * inARow)
                    .mapToObj(number -> corpus.text(PROMPT_WORDS))
                    .toList();
            long before = server.cpuMicros();
            var sample = load.ask(prompts, streams, TOKENS);
            var figure = new TextFigure(
                    server.server().name(),
                    streams,
                    sample,
                    (server.cpuMicros() - before) / 1e3 / sample.tokens(),
                    server.residentMiB());
            figures.computeIfAbsent(figure.key(), key -> new ArrayList<>()).add(figure);
        } finally {
            server.suspend();
        }
    }

    private static List<Aim> aims(List<TextFigure> medians) {
        return STREAMS.stream()
                .map(streams -> {
                    double ours = best(medians, streams, true);
                    double others = best(medians, streams, false);
                    return Aim.atLeast(
                            "tokens/s with %d stream(s), × the better of the others".formatted(streams),
                            0.95,
                            ours / others);
                })
                .toList();
    }

    private static double best(List<TextFigure> medians, int streams, boolean ours) {
        return medians.stream()
                .filter(figure -> figure.streams() == streams)
                .filter(figure -> Objects.equals(figure.server(), Figure.OURS) == ours)
                .mapToDouble(figure -> figure.sample().tokensPerSecond())
                .max()
                .orElse(Double.NaN);
    }

    private static String oneLine(String text) {
        return text.strip().replaceAll("\\s+", " ");
    }
}
