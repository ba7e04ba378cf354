package dev.modelservice.e2e.bench.serving;

import dev.modelservice.e2e.bench.figures.Figure;
import dev.modelservice.e2e.bench.figures.Work;
import dev.modelservice.e2e.bench.servers.Progress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/** Everybody once, then everybody again: what the machine does in between meets all of them alike. */
final class Rounds {
    private record Key(Measured measured, Work work) {}

    private final int count;
    private final Duration length;
    private final LinkedHashMap<Key, List<Figure>> figures = new LinkedHashMap<>();

    Rounds(int count, Duration length) {
        this.count = count;
        this.length = length;
    }

    /** The medians, in the order of the arguments. */
    List<Figure> run(List<? extends Measured> all, List<Work> works) {
        for (int round = 1; round <= count; round++) {
            Progress.say("round " + round + " of " + count);
            for (var measured : all) {
                works.forEach(work -> once(measured, work));
            }
        }
        return works.stream()
                .flatMap(work -> all.stream().map(measured -> figures.get(new Key(measured, work))))
                .map(Figure::median)
                .toList();
    }

    private void once(Measured measured, Work work) {
        figures.computeIfAbsent(new Key(measured, work), key -> new ArrayList<>())
                .add(measured.measure(work, length));
    }
}
