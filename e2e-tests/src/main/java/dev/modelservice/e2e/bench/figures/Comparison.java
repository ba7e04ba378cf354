package dev.modelservice.e2e.bench.figures;

import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/** The figures of a part beside each other. */
public record Comparison(List<Figure> figures) {
    private static final Work NOTHING = new Work("", List.of(), 0);
    private static final Figure NOT_MEASURED =
            new Figure("", "", NOTHING, Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN);

    /** The quickest of these under this work; without any, one whose figures are no numbers. */
    public Figure best(String work, Predicate<Figure> which) {
        return figures.stream()
                .filter(figure -> figure.work().label().equals(work))
                .filter(which)
                .max(Comparator.comparingDouble(Figure::perSecond))
                .orElse(NOT_MEASURED);
    }

    /** With the rate in this unit. */
    public Table table(String unit) {
        var table = new Table(3, "work", "server", "protocol", unit, "p50 ms", "p99 ms", "CPU-µs", "MiB", "ours is");
        for (var figure : figures) {
            double ours = best(figure.work().label(), Figure::isOurs).perSecond();
            table.row(List.of(
                    figure.work().label(),
                    figure.server(),
                    figure.how(),
                    Table.number(figure.perSecond()),
                    Table.number(figure.p50Millis()),
                    Table.number(figure.p99Millis()),
                    Table.number(figure.cpuMicros()),
                    Table.number(figure.residentMiB()),
                    figure.isOurs() ? "" : Table.number(ours / figure.perSecond()) + " ×"));
        }
        return table;
    }
}
