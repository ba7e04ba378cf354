package dev.modelservice.e2e.bench.gateway;

import dev.modelservice.e2e.bench.figures.Table;
import dev.modelservice.e2e.bench.pace.Asker;
import dev.modelservice.e2e.bench.proxies.Backend;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/** How long a change in the API server takes to show in the answers, the writing of it included. */
record Freshness(Catalogue catalogue, Backend backend, int port, String table) {
    static final String MOVING = "moving";
    static final String SHARING = "sharing";
    private static final int TIMES = 20;

    record Figure(String table, String change, double medianMillis, double worstMillis) {
        List<String> cells() {
            return List.of(change, table, Table.number(medianMillis), Table.number(worstMillis));
        }
    }

    List<Figure> measure() {
        catalogue.addSingle(MOVING, backend.heavy());
        catalogue.addSplit(SHARING);
        return List.of(
                repeated("a new ModelService and its endpoint", this::added),
                repeated("an endpoint moves", this::moved),
                repeated("the weights of two revisions change", this::shared));
    }

    private double added(int time) {
        String name = "fresh-%s-%02d".formatted(table.replaceAll("\\D", ""), time);
        var asker = new Asker(port, Catalogue.question(name));
        return asker.millisUntil(
                answer -> answer.startsWith("HTTP/1.1 200 "), () -> catalogue.addSingle(name, backend.heavy()));
    }

    private double moved(int time) {
        boolean away = time % 2 == 0;
        var asker = new Asker(port, Catalogue.question(MOVING));
        return asker.millisUntil(
                answeredBy(away ? Catalogue.LIGHT : Catalogue.HEAVY),
                () -> catalogue.move(MOVING, away ? backend.light() : backend.heavy()));
    }

    private double shared(int time) {
        String all = time % 2 == 0 ? Catalogue.LIGHT : Catalogue.HEAVY;
        String none = time % 2 == 0 ? Catalogue.HEAVY : Catalogue.LIGHT;
        var asker = new Asker(port, Catalogue.question(SHARING));
        return asker.millisUntil(answeredBy(all), () -> catalogue.share(SHARING, Map.of(all, 100, none, 0)));
    }

    private static java.util.function.Predicate<String> answeredBy(String revision) {
        return answer -> answer.contains("\"model_version\":\"" + revision + "\"");
    }

    private Figure repeated(String change, IntToDoubleFunction once) {
        double[] millis =
                IntStream.range(0, TIMES).mapToDouble(once::applyAsDouble).toArray();
        Arrays.sort(millis);
        return new Figure(table, change, (millis[TIMES / 2 - 1] + millis[TIMES / 2]) / 2, millis[TIMES - 1]);
    }
}
