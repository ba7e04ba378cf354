package dev.modelservice.e2e.bench;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** The figures of all runs beside each other, each with its aim. */
final class Table {
    private final StringBuilder text = new StringBuilder();
    private final List<Figures> runs;

    private Table(List<Figures> runs) {
        this.runs = runs;
    }

    static String of(List<Figures> runs) {
        return new Table(runs).render();
    }

    private String render() {
        row("ModelServices at once", "aim", figures -> figures.count(), 0);
        row(
                "seconds until all are Ready",
                "60 at 1,000",
                f -> seconds(f.served().toReady()),
                1);
        row(
                "  floor: a bare client's Deployments available",
                "",
                f -> seconds(f.floor().toReady()),
                1);
        row(
                "own writes per ModelService",
                "5",
                f -> f.perService(f.served().requests().writes()),
                2);
        row("  floor: writes of a bare client", "", f -> f.floor().writesPerService(), 2);
        row(
                "own Events per ModelService",
                "",
                f -> f.perService(f.served().requests().events()),
                2);
        row(
                "own reads per ModelService",
                "0",
                f -> f.perService(f.served().requests().reads()),
                2);
        row("refused requests in all", "0", f -> f.served().requests().refused(), 0);
        row(
                "operator's CPU-ms per ModelService",
                "12",
                f -> f.perService(f.served().operatorMillis()),
                1);
        row(
                "cluster's CPU-ms per ModelService",
                "",
                f -> f.perService(f.served().clusterMillis()),
                1);
        row("  floor: with a bare client", "", f -> f.perService(f.floor().clusterMillis()), 1);
        row("operator's resident MiB", "300", Figures::rssMiB, 0);
        row("idle: minutes", "", f -> f.idle().length().toMinutes(), 0);
        row("idle: writes", "0", f -> f.idle().requests().writes(), 0);
        row("idle: Events", "0", f -> f.idle().requests().events(), 0);
        row("idle: reads", "", f -> f.idle().requests().reads(), 0);
        row("idle: operator's CPU-ms per minute", "", Table::idlePerMinute, 0);
        row("restart: writes", "0", f -> f.restart().requests().writes(), 0);
        row("restart: Events", "0", f -> f.restart().requests().events(), 0);
        row("restart: reads", "", f -> f.restart().requests().reads(), 0);
        row("restart: seconds until synced", "", f -> seconds(f.restart().length()), 1);
        row("restart: operator's CPU-ms", "", f -> f.restart().operatorMillis(), 0);
        text.append("\nThe operator's requests while it served them:\n");
        var kinds = new TreeSet<String>();
        runs.forEach(run -> kinds.addAll(run.served().requests().byKind().keySet()));
        kinds.forEach(
                kind -> row("  " + kind, "", f -> f.served().requests().byKind().getOrDefault(kind, 0L), 0));
        return text.toString();
    }

    private void row(String label, String aim, ToDoubleFunction<Figures> figure, int decimals) {
        String values = runs.stream()
                .map(run -> String.format(Locale.ROOT, "%,12." + decimals + "f", figure.applyAsDouble(run)))
                .collect(Collectors.joining());
        text.append(String.format(Locale.ROOT, "%-50s%s   %s", label, values, aim)
                        .stripTrailing())
                .append('\n');
    }

    private static double idlePerMinute(Figures figures) {
        return figures.idle().operatorMillis()
                / Math.max(1.0, figures.idle().length().toSeconds() / 60.0);
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }
}
