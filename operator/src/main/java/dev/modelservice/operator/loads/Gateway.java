package dev.modelservice.operator.loads;

import dev.modelservice.operator.analysis.Counts;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The newest counts of one gateway. */
final class Gateway {

    private final Map<Series, Told> newest = new HashMap<>();
    private List<Double> bounds = List.of();
    private @Nullable String since;
    private @Nullable Instant heard;

    Counts of(Series series) {
        var told = newest.get(series);
        return told == null ? Counts.NONE : told.counts(bounds);
    }

    boolean wasHeardWithin(Duration time, Instant now) {
        return heard != null && !heard.plus(time).isBefore(now);
    }

    /** Takes a line in; the result has the last counts of those that will count from 0 again, of the ones that somebody wants. */
    Map<Series, Counts> hear(Line line, Instant now, Set<Series> wanted) {
        var before = new HashMap<Series, Counts>();
        wanted.forEach(series -> before.put(series, of(series)));
        var ended = new HashSet<Series>();
        var whole = line.boundsSeconds();
        if (whole != null) {
            beginWith(line, ended);
            bounds = List.copyOf(whole);
            since = line.since();
        }
        heard = now;
        for (Told told : line.told()) {
            var last = newest.put(told.series(), told);
            if (last != null && told.isLessThan(last)) {
                ended.add(told.series());
            }
        }
        line.noMore().forEach(series -> end(series, ended));
        before.keySet().retainAll(ended);
        return before;
    }

    // The first line of a process has all that it counts: what it does not name is no more.
    private void beginWith(Line line, Set<Series> ended) {
        boolean sameProcess = Objects.equals(line.since(), since);
        var kept = new HashSet<Series>();
        if (sameProcess) {
            line.told().forEach(told -> kept.add(told.series()));
        }
        Set.copyOf(newest.keySet()).stream()
                .filter(series -> !kept.contains(series))
                .forEach(series -> end(series, ended));
    }

    private void end(Series series, Set<Series> ended) {
        if (newest.remove(series) != null) {
            ended.add(series);
        }
    }
}
