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

/** The same requests to a gateway that knows few models and to one that knows many, each request to another model. */
record TableSize(Side few, Side many, int perSecond, int rounds, Duration length) {
    private static final double MAX_RATIO = 1.1;

    /** @param asked how many of its models are asked, in turn */
    record Side(String label, Way way, int asked) {}

    Section run(Asking asking) {
        var ofFew = new ArrayList<Way.Cost<PacedSample>>();
        var ofMany = new ArrayList<Way.Cost<PacedSample>>();
        var questionsOfFew = Catalogue.questions(few.asked);
        var questionsOfMany = Catalogue.questions(many.asked);
        for (int round = 1; round <= rounds; round++) {
            Progress.say("size of the table, round " + round + " of " + rounds);
            ofFew.add(asking.paced(few.way, questionsOfFew, perSecond, length));
            ofMany.add(asking.paced(many.way, questionsOfMany, perSecond, length));
        }
        var table = new Table(1, "models in the table", "p50 ms", "p99 ms", "CPU-µs", "MiB");
        table.row(row(few.label, ofFew));
        table.row(row(many.label, ofMany));
        double ratio = Median.of(ofMany, Way.Cost::cpuMicros) / Median.of(ofFew, Way.Cost::cpuMicros);
        return new Section(
                "Size of the table",
                table,
                List.of(Aim.atMost("CPU of a request with %s models, × that with %s".formatted(many.label, few.label), MAX_RATIO, ratio)),
                List.of("%,d requests/s, each to another model than the one before; all models have the same endpoint."
                        .formatted(perSecond)));
    }

    private static List<String> row(String label, List<Way.Cost<PacedSample>> costs) {
        return List.of(
                label,
                Table.number(Median.of(costs, cost -> cost.sample().p50Millis())),
                Table.number(Median.of(costs, cost -> cost.sample().p99Millis())),
                Table.number(Median.of(costs, Way.Cost::cpuMicros)),
                Table.number(Median.of(costs, Way.Cost::residentMiB)));
    }
}
