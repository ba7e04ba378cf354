package dev.modelservice.e2e.bench.gateway;

import dev.modelservice.e2e.bench.figures.Aim;
import dev.modelservice.e2e.bench.figures.Median;
import dev.modelservice.e2e.bench.figures.Section;
import dev.modelservice.e2e.bench.figures.Table;
import dev.modelservice.e2e.bench.pace.PacedSample;
import dev.modelservice.e2e.bench.servers.Progress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** The same requests to a gateway that knows few models and to one that knows many, each request to another model. */
record TableSize(Side few, Side many, int perSecond, int rounds, Duration length) {
    private static final double MAX_RATIO = 1.1;
    /** Long enough that every model is asked before it is measured. */
    private static final Duration FIRST = Duration.ofSeconds(8);

    private static final Duration IDLE = Duration.ofSeconds(3);

    /** @param asked how many of its models are asked, in turn */
    record Side(String label, Way way, int asked) {}

    Section run(Asking asking) {
        var ofFew = new ArrayList<Way.Cost<PacedSample>>();
        var ofMany = new ArrayList<Way.Cost<PacedSample>>();
        var questionsOfFew = Catalogue.questions(few.asked);
        var questionsOfMany = Catalogue.questions(many.asked);
        Progress.say("size of the table, every model once or more");
        asking.paced(few.way, questionsOfFew, perSecond, FIRST);
        asking.paced(many.way, questionsOfMany, perSecond, FIRST);
        for (int round = 1; round <= rounds; round++) {
            Progress.say("size of the table, round " + round + " of " + rounds);
            ofFew.add(asking.paced(few.way, questionsOfFew, perSecond, length));
            ofMany.add(asking.paced(many.way, questionsOfMany, perSecond, length));
        }
        var table = new Table(1, "models in the table", "p50 ms", "p99 ms", "CPU-µs", "MiB", "idle CPU-ms/s");
        table.row(row(few, ofFew));
        table.row(row(many, ofMany));
        double ratio = Median.of(ofMany, Way.Cost::cpuMicros) / Median.of(ofFew, Way.Cost::cpuMicros);
        return new Section(
                "Size of the table",
                table,
                List.of(Aim.atMost(
                        "CPU of a request with %s models, × that with %s".formatted(many.label, few.label),
                        MAX_RATIO,
                        ratio)),
                List.of("%,d requests/s, each to another model than the one before; all models have the same endpoint."
                        .formatted(perSecond)));
    }

    private static List<String> row(Side side, List<Way.Cost<PacedSample>> costs) {
        var idle = side.way.measure(() -> {}, TableSize::pause);
        return List.of(
                side.label,
                Table.number(Median.of(costs, cost -> cost.sample().p50Millis())),
                Table.number(Median.of(costs, cost -> cost.sample().p99Millis())),
                Table.number(Median.of(costs, Way.Cost::cpuMicros)),
                Table.number(Median.of(costs, Way.Cost::residentMiB)),
                Table.number(idle.cpuMicros() / 1e3 / (idle.sample() / 1e9)));
    }

    /** A measured length of time, and no condition; returns how long it was. */
    private static long pause() {
        long start = System.nanoTime();
        while (System.nanoTime() - start < IDLE.toNanos()) {
            LockSupport.parkNanos(IDLE.toNanos());
        }
        return System.nanoTime() - start;
    }
}
