package dev.modelservice.gateway.measure;

import dev.modelservice.gateway.problem.Json;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * The counts as lines of JSON. Counts only grow, so a reader takes differences, and misses nothing where it missed a line. The first
 * line has everything, a later one what has changed. Counts begin at 0 with the process, whose beginning the first line tells.
 */
public final class Loads {

    /** Of a revision that has had no request yet, there is nothing to tell. */
    private static final long[] NOTHING = {0, 0, 0};

    private final Measures measures;
    private final String gateway;
    private final Clock clock;
    private final Instant since;

    /**
     * @param gateway whose counts they are: the pod's name
     */
    public Loads(Measures measures, String gateway, Clock clock) {
        this.measures = measures;
        this.gateway = gateway;
        this.clock = clock;
        this.since = clock.instant();
    }

    public Reader reader() {
        return new Reader();
    }

    /** One reader, with what it knows already. */
    public final class Reader {

        private final Map<Series, long[]> told = new HashMap<>();
        private boolean begun;

        private Reader() {}

        /** The next line, with its end. */
        public String next() {
            StringBuilder json = new StringBuilder(256);
            json.append("{\"at\":\"").append(clock.instant()).append("\",\"gateway\":");
            Json.text(json, gateway);
            if (!begun) {
                begun = true;
                json.append(",\"since\":\"")
                        .append(since)
                        .append("\",\"boundsSeconds\":")
                        .append(Arrays.toString(Histogram.SECONDS).replace(" ", ""));
            }
            json.append(",\"revisions\":[");
            Set<Series> here = new HashSet<>();
            measures.forEach((series, measure) -> {
                here.add(series);
                long[] state = {measure.version(), measure.inFlight(), measure.queued()};
                long[] before = told.put(series, state);
                if (!Arrays.equals(state, before == null ? NOTHING : before)) {
                    if (json.charAt(json.length() - 1) == '}') {
                        json.append(',');
                    }
                    append(json, series, measure);
                }
            });
            json.append(']');
            gone(json, here);
            return json.append("}\n").toString();
        }

        private void gone(StringBuilder json, Set<Series> here) {
            json.append(",\"gone\":[");
            told.keySet().removeIf(series -> {
                if (here.contains(series)) {
                    return false;
                }
                if (json.charAt(json.length() - 1) == '}') {
                    json.append(',');
                }
                names(json, series);
                json.append('}');
                return true;
            });
            json.append(']');
        }
    }

    private static void names(StringBuilder json, Series series) {
        json.append("{\"namespace\":\"").append(series.namespace());
        json.append("\",\"name\":\"").append(series.name());
        json.append("\",\"revision\":\"").append(series.revision()).append('"');
    }

    private static void append(StringBuilder json, Series series, RevisionMeasure measure) {
        names(json, series);
        number(json, "inFlight", measure.inFlight());
        number(json, "queued", measure.queued());
        json.append(",\"requests\":{");
        for (StatusClass status : StatusClass.values()) {
            long count = 0;
            for (Protocol protocol : Protocol.values()) {
                count += measure.requests(protocol, status);
            }
            json.append(json.charAt(json.length() - 1) == '{' ? "\"" : ",\"");
            json.append(status.label()).append("\":").append(count);
        }
        json.append('}');
        histogram(json, "latency", measure.latency());
        histogram(json, "firstByte", measure.timeToFirstByte());
        histogram(json, "queue", measure.queue());
        number(json, "bytesIn", measure.bytesIn());
        number(json, "bytesOut", measure.bytesOut());
        number(json, "tokensIn", measure.tokensIn());
        number(json, "tokensOut", measure.tokensOut());
        number(json, "retries", measure.retries());
        number(json, "mirrored", measure.mirrored());
        number(json, "mirrorDifferent", measure.mirrorsDifferent());
        number(json, "mirrorFailed", measure.mirrorsFailed());
        number(json, "mirrorSkipped", measure.mirrorsSkipped());
        histogram(json, "mirrorLatency", measure.mirrorLatency());
        histogram(json, "mirrorFirstByte", measure.mirrorFirstByte());
        json.append('}');
    }

    private static void number(StringBuilder json, String key, long value) {
        json.append(",\"").append(key).append("\":").append(value);
    }

    private static void histogram(StringBuilder json, String key, Histogram histogram) {
        json.append(",\"").append(key).append("\":{\"counts\":[");
        long[] counts = histogram.counts();
        // Most times are short: what is left out at the end is 0.
        int last = counts.length;
        while (last > 0 && counts[last - 1] == 0) {
            last--;
        }
        for (int i = 0; i < last; i++) {
            json.append(i == 0 ? "" : ",").append(counts[i]);
        }
        json.append("],\"sumSeconds\":").append(histogram.sumSeconds()).append('}');
    }
}
