package dev.modelservice.e2e.bench.figures;

import dev.modelservice.e2e.bench.load.StreamSample;
import java.util.List;

/** What one server wrote for so many readers at the same time. */
public record TextFigure(String server, int streams, StreamSample sample, double cpuMillis, double residentMiB) {

    public record Key(String server, int streams) {}

    public Key key() {
        return new Key(server, streams);
    }

    public static TextFigure median(List<TextFigure> rounds) {
        var first = rounds.getFirst();
        return new TextFigure(
                first.server,
                first.streams,
                new StreamSample(
                        first.sample.tokens(),
                        Median.of(rounds, figure -> figure.sample.tokensPerSecond()),
                        Median.of(rounds, figure -> figure.sample.firstTokenP50Millis()),
                        Median.of(rounds, figure -> figure.sample.gapP50Millis()),
                        Median.of(rounds, figure -> figure.sample.gapP99Millis())),
                Median.of(rounds, TextFigure::cpuMillis),
                Median.of(rounds, TextFigure::residentMiB));
    }

    public static Table table(List<TextFigure> figures) {
        var table = new Table(
                2,
                "server",
                "streams",
                "tokens/s",
                "first token ms",
                "gap p50 ms",
                "gap p99 ms",
                "CPU-ms/token",
                "MiB");
        figures.stream()
                .sorted((left, right) -> Integer.compare(left.streams, right.streams))
                .forEach(figure -> table.row(List.of(
                        figure.server,
                        Integer.toString(figure.streams),
                        Table.number(figure.sample.tokensPerSecond()),
                        Table.number(figure.sample.firstTokenP50Millis()),
                        Table.number(figure.sample.gapP50Millis()),
                        Table.number(figure.sample.gapP99Millis()),
                        Table.number(figure.cpuMillis),
                        Table.number(figure.residentMiB))));
        return table;
    }
}
