package dev.modelservice.e2e.bench.gateway;

import dev.modelservice.e2e.bench.figures.Aim;
import dev.modelservice.e2e.bench.figures.Median;
import dev.modelservice.e2e.bench.figures.Section;
import dev.modelservice.e2e.bench.figures.Table;
import dev.modelservice.e2e.bench.load.Sample;
import dev.modelservice.e2e.bench.pace.Question;
import dev.modelservice.e2e.bench.proxies.Proxy;
import dev.modelservice.e2e.bench.servers.Progress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/**
 * One question on 64 connections on all ways, each asked again as soon as its answer is there, in rounds.
 *
 * @param other the proxy that all are compared with
 */
record Throughput(String title, Question question, int rounds, Duration length, String other) {

    private static final double MAX_CPU = 60;

    private record Row(double perSecond, double p50Millis, double cpuMicros, double residentMiB) {
        static Row of(Way.Cost<Sample> cost) {
            return new Row(
                    cost.sample().requestsPerSecond(), cost.sample().p50Millis(), cost.cpuMicros(), cost.residentMiB());
        }
    }

    Section run(Ways ways, Asking asking, boolean judged) {
        var rows = new LinkedHashMap<String, List<Row>>();
        for (int round = 1; round <= rounds; round++) {
            Progress.say(title + ", round " + round + " of " + rounds);
            for (var way : ways.all()) {
                rows.computeIfAbsent(way.name(), _ -> new ArrayList<>())
                        .add(Row.of(asking.fast(way, question, length)));
            }
        }
        var ours = rows.getOrDefault(Proxy.GATEWAY, List.of());
        var aim = Aim.atMost("CPU-µs a request on 64 connections", MAX_CPU, Median.of(ours, Row::cpuMicros));
        return new Section(title, table(rows), judged ? List.of(aim) : List.of(), List.of());
    }

    private Table table(LinkedHashMap<String, List<Row>> rows) {
        String brief = other.split(" ", 2)[0];
        var table = new Table(1, "through", "requests/s", "× " + brief, "p50 ms", "CPU-µs", "CPU × " + brief, "MiB");
        var others = rows.getOrDefault(other, List.of());
        double otherPerSecond = Median.of(others, Row::perSecond);
        double otherCpu = Median.of(others, Row::cpuMicros);
        rows.forEach((name, all) -> table.row(List.of(
                name,
                Table.number(Median.of(all, Row::perSecond)),
                Table.number(Median.of(all, Row::perSecond) / otherPerSecond),
                Table.number(Median.of(all, Row::p50Millis)),
                Table.number(Median.of(all, Row::cpuMicros)),
                Table.number(Median.of(all, Row::cpuMicros) / otherCpu),
                Table.number(Median.of(all, Row::residentMiB)))));
        return table;
    }
}
