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

    private final Map<Series, Counts> counts = new HashMap<>();
    private List<Double> bounds = List.of();
    private @Nullable String since;
    private @Nullable Instant heard;

    Counts of(Series series) {
        return counts.getOrDefault(series, Counts.NONE);
    }

    boolean wasHeardWithin(Duration time, Instant now) {
        return heard != null && !heard.plus(time).isBefore(now);
    }

    /** Takes a line in; the result has the last counts of what will count from 0 again. */
    Map<Series, Counts> hear(Line line, Instant now) {
        boolean whole = line.boundsSeconds() != null;
        var ended = new HashMap<Series, Counts>();
        if (line.boundsSeconds() != null) {
            if (!Objects.equals(line.since(), since)) {
                ended.putAll(counts);
                counts.clear();
            }
            bounds = line.boundsSeconds();
            since = line.since();
        }
        heard = now;
        var told = new HashSet<Series>();
        for (Told one : line.told()) {
            told.add(one.series());
            take(one.series(), one.counts(bounds), ended);
        }
        line.noMore().forEach(series -> end(series, ended));
        if (whole) {
            Set<Series> untold = new HashSet<>(counts.keySet());
            untold.removeAll(told);
            untold.forEach(series -> end(series, ended));
        }
        return ended;
    }

    private void take(Series series, Counts now, Map<Series, Counts> ended) {
        var before = counts.put(series, now);
        if (before != null && isLess(now, before)) {
            ended.put(series, before);
        }
    }

    private void end(Series series, Map<Series, Counts> ended) {
        var last = counts.remove(series);
        if (last != null) {
            ended.put(series, last);
        }
    }

    private static boolean isLess(Counts now, Counts before) {
        return now.latency().total() < before.latency().total()
                || now.answered() < before.answered()
                || now.copies().answered() < before.copies().answered();
    }
}
