package dev.modelservice.e2e.bench.gateway;

import dev.modelservice.e2e.bench.figures.Aim;
import dev.modelservice.e2e.bench.figures.Median;
import dev.modelservice.e2e.bench.figures.Section;
import dev.modelservice.e2e.bench.figures.Table;
import dev.modelservice.e2e.bench.pace.Asker;
import dev.modelservice.e2e.bench.proxies.Backend;
import dev.modelservice.e2e.bench.servers.Progress;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/** How long a change in the API server takes to show in the answers, the writing of it included. */
record Freshness(Catalogue catalogue, Backend backend, Way gateway, String table) {
    static final String MOVING = "moving";
    static final String SHARING = "sharing";
    private static final int TIMES = 20;
    private static final double MAX_MILLIS = 250;

    record Figure(String table, String change, double medianMillis, double worstMillis) {
        List<String> cells() {
            return List.of(change, table, Table.number(medianMillis), Table.number(worstMillis));
        }
    }

    static Section section(Freshness... tables) {
        var figures = Arrays.stream(tables)
                .flatMap(table -> table.gateway.measure(() -> {}, table::measure).sample().stream())
                .toList();
        var rows = new Table(2, "change", "models in the table", "median ms", "worst of %d ms".formatted(TIMES));
        figures.forEach(figure -> rows.row(figure.cells()));
        double worst = figures.stream().mapToDouble(Figure::worstMillis).max().orElse(Double.NaN);
        return new Section(
                "From a change until an answer shows it",
                rows,
                List.of(Aim.atMost("the slowest of all changes, ms", MAX_MILLIS, worst)),
                List.of("The time of the write itself is in it; the client asks every 2 ms, on a new connection."));
    }

    private List<Figure> measure() {
        Progress.say("changes with %s models".formatted(table));
        catalogue.addSingle(MOVING, backend.heavy());
        catalogue.addSplit(SHARING);
        catalogue.share(SHARING, Map.of(Catalogue.HEAVY, 100, Catalogue.LIGHT, 0));
        return List.of(
                repeated("a new ModelService and its endpoint", this::added),
                repeated("an endpoint moves", this::moved),
                repeated("the weights of two revisions change", this::shared));
    }

    private double added(int time) {
        String name = "fresh-%s-%02d".formatted(table.replaceAll("\\D", ""), time);
        var asker = new Asker(gateway.port(), Catalogue.question(name));
        return asker.millisUntil(
                answer -> answer.startsWith("HTTP/1.1 200 "), () -> catalogue.addSingle(name, backend.heavy()));
    }

    private double moved(int time) {
        boolean away = time % 2 == 0;
        var asker = new Asker(gateway.port(), Catalogue.question(MOVING));
        return asker.millisUntil(
                answeredBy(away ? Catalogue.LIGHT : Catalogue.HEAVY),
                () -> catalogue.move(MOVING, away ? backend.light() : backend.heavy()));
    }

    private double shared(int time) {
        String all = time % 2 == 0 ? Catalogue.LIGHT : Catalogue.HEAVY;
        String none = time % 2 == 0 ? Catalogue.HEAVY : Catalogue.LIGHT;
        var asker = new Asker(gateway.port(), Catalogue.question(SHARING));
        return asker.millisUntil(answeredBy(all), () -> catalogue.share(SHARING, Map.of(all, 100, none, 0)));
    }

    private static Predicate<String> answeredBy(String revision) {
        return answer -> answer.contains("\"model_version\":\"" + revision + "\"");
    }

    private Figure repeated(String change, IntToDoubleFunction once) {
        double[] millis = IntStream.range(0, TIMES).mapToDouble(once).toArray();
        return new Figure(
                table, change, Median.of(millis), Arrays.stream(millis).max().orElseThrow());
    }
}
