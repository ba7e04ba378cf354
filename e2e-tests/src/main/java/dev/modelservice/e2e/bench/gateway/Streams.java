package dev.modelservice.e2e.bench.gateway;

import dev.modelservice.e2e.bench.figures.Aim;
import dev.modelservice.e2e.bench.figures.Median;
import dev.modelservice.e2e.bench.figures.Section;
import dev.modelservice.e2e.bench.figures.Table;
import dev.modelservice.e2e.bench.pace.EventReaders;
import dev.modelservice.e2e.bench.pace.GapSample;
import dev.modelservice.e2e.bench.pace.Question;
import dev.modelservice.e2e.bench.proxies.PacedEvents;
import dev.modelservice.e2e.bench.proxies.Proxy;
import dev.modelservice.e2e.bench.servers.Progress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/** Streams of events at a fixed pace, and how evenly they come on each way. */
record Streams(String model, int rounds) {
    static final int EVENTS = 50;
    static final Duration PACE = Duration.ofMillis(10);
    private static final int READERS = 8;
    private static final int EACH = 5;
    /** Streams that are read first, because a JVM compiles what it runs often. */
    private static final int WARM_UP = 15;

    private static final double MAX_ADDED_GAP = 0.5;

    private record Row(GapSample sample, GapSample direct, double cpuMicros) {
        double addedGap() {
            return sample.gapP99Millis() - direct.gapP99Millis();
        }

        double addedDelay() {
            return sample.delayP50Millis() - direct.delayP50Millis();
        }
    }

    Section run(Ways ways) {
        Progress.say("streams, warming up");
        ways.all().forEach(way -> once(way, WARM_UP));
        var rows = new LinkedHashMap<String, List<Row>>();
        for (int round = 1; round <= rounds; round++) {
            Progress.say("streams, round " + round + " of " + rounds);
            var direct = once(ways.all().getFirst(), EACH);
            for (var way : ways.all()) {
                var cost = way.proxy() == null ? direct : once(way, EACH);
                rows.computeIfAbsent(way.name(), _ -> new ArrayList<>())
                        .add(new Row(
                                cost.sample(),
                                direct.sample(),
                                cost.cpuMicros() / cost.sample().events()));
            }
        }
        var ours = rows.getOrDefault(Proxy.GATEWAY, List.of());
        return new Section(
                "Streams of events",
                table(rows),
                List.of(Aim.atMost(
                        "added p99 of the gap between events, ms", MAX_ADDED_GAP, Median.of(ours, Row::addedGap))),
                List.of(
                        "%d readers at a time, %d events in a stream, one every %d ms. The delay is from the sending of an event to its arrival."
                                .formatted(READERS, EVENTS, PACE.toMillis())));
    }

    private Way.Cost<GapSample> once(Way way, int streams) {
        var question = new Question(model + "." + Catalogue.NAMESPACE, PacedEvents.PATH, "");
        return way.measure(
                () -> EventReaders.read(way.events(), question, READERS, 1),
                () -> EventReaders.read(way.events(), question, READERS, streams));
    }

    private static Table table(LinkedHashMap<String, List<Row>> rows) {
        var table = new Table(
                1,
                "through",
                "gap p50 ms",
                "gap p99 ms",
                "added gap p99",
                "delay p50 ms",
                "delay p99 ms",
                "added delay p50",
                "CPU-µs an event");
        rows.forEach((name, all) -> table.row(List.of(
                name,
                Table.number(Median.of(all, row -> row.sample().gapP50Millis())),
                Table.number(Median.of(all, row -> row.sample().gapP99Millis())),
                name.equals(Ways.DIRECT) ? "" : Table.number(Median.of(all, Row::addedGap)),
                Table.number(Median.of(all, row -> row.sample().delayP50Millis())),
                Table.number(Median.of(all, row -> row.sample().delayP99Millis())),
                name.equals(Ways.DIRECT) ? "" : Table.number(Median.of(all, Row::addedDelay)),
                Table.number(Median.of(all, Row::cpuMicros)))));
        return table;
    }
}
