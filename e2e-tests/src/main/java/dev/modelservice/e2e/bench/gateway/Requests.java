package dev.modelservice.e2e.bench.gateway;

import dev.modelservice.e2e.bench.figures.Aim;
import dev.modelservice.e2e.bench.figures.Median;
import dev.modelservice.e2e.bench.figures.Section;
import dev.modelservice.e2e.bench.figures.Table;
import dev.modelservice.e2e.bench.pace.PacedSample;
import dev.modelservice.e2e.bench.pace.Question;
import dev.modelservice.e2e.bench.proxies.Proxy;
import dev.modelservice.e2e.bench.servers.Progress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * One question at fixed rates on all ways, in rounds. What a proxy adds is the difference to the way without one in the same
 * round, at the same rate.
 *
 * @param other the proxy that all are compared with
 */
record Requests(String title, Question question, List<Integer> rates, int rounds, Duration length, String other) {
    private static final double MAX_CPU = 60;
    private static final double MAX_ADDED_P50 = 0.35;
    private static final double MAX_ADDED_P99 = 1;

    private record Key(String way, int rate) {}

    private record Row(PacedSample sample, PacedSample direct, double cpuMicros, double residentMiB) {
        double addedP50() {
            return sample.p50Millis() - direct.p50Millis();
        }

        double addedP99() {
            return sample.p99Millis() - direct.p99Millis();
        }
    }

    Section run(Ways ways, Asking asking, boolean judged) {
        var questions = List.of(question.bytes());
        var rows = new LinkedHashMap<Key, List<Row>>();
        for (int round = 1; round <= rounds; round++) {
            Progress.say(title + ", round " + round + " of " + rounds);
            for (int rate : rates) {
                var direct = asking.paced(ways.all().getFirst(), questions, rate, length)
                        .sample();
                add(rows, new Key(Ways.DIRECT, rate), new Row(direct, direct, Double.NaN, Double.NaN));
                for (var way : ways.all().subList(1, ways.all().size())) {
                    var cost = asking.paced(way, questions, rate, length);
                    add(
                            rows,
                            new Key(way.name(), rate),
                            new Row(cost.sample(), direct, cost.cpuMicros(), cost.residentMiB()));
                }
            }
        }
        return new Section(title, table(ways, rows), judged ? aims(rows) : List.of(), ways.notes());
    }

    private static void add(LinkedHashMap<Key, List<Row>> rows, Key key, Row row) {
        rows.computeIfAbsent(key, _ -> new ArrayList<>()).add(row);
    }

    private Table table(Ways ways, LinkedHashMap<Key, List<Row>> rows) {
        var table = new Table(
                1,
                "through",
                "asked/s",
                "p50 ms",
                "p99 ms",
                "added p50",
                "added p99",
                "CPU-µs",
                "CPU × " + other.split(" ", 2)[0],
                "MiB");
        for (int rate : rates) {
            double otherCpu = median(rows, new Key(other, rate), Row::cpuMicros);
            for (var way : ways.all()) {
                var key = new Key(way.name(), rate);
                boolean proxied = way.proxy() != null;
                double cpu = median(rows, key, Row::cpuMicros);
                table.row(List.of(
                        way.name(),
                        Integer.toString(rate),
                        Table.number(median(rows, key, row -> row.sample().p50Millis())),
                        Table.number(median(rows, key, row -> row.sample().p99Millis())),
                        proxied ? Table.number(median(rows, key, Row::addedP50)) : "",
                        proxied ? Table.number(median(rows, key, Row::addedP99)) : "",
                        Table.number(cpu),
                        Table.number(cpu / otherCpu),
                        Table.number(median(rows, key, Row::residentMiB))));
            }
        }
        return table;
    }

    private List<Aim> aims(LinkedHashMap<Key, List<Row>> rows) {
        int highest = rates.stream().mapToInt(Integer::intValue).max().orElseThrow();
        var ours = new Key(Proxy.GATEWAY, highest);
        String at = " at %,d requests/s".formatted(highest);
        return List.of(
                Aim.atMost("CPU-µs a request" + at, MAX_CPU, median(rows, ours, Row::cpuMicros)),
                Aim.atMost("added p50 ms" + at, MAX_ADDED_P50, median(rows, ours, Row::addedP50)),
                Aim.atMost("added p99 ms" + at, MAX_ADDED_P99, median(rows, ours, Row::addedP99)));
    }

    private static double median(LinkedHashMap<Key, List<Row>> rows, Key key, ToDoubleFunction<Row> figure) {
        return Median.of(rows.getOrDefault(key, List.of()), figure);
    }
}
