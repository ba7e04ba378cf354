package dev.modelservice.operator.loads;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.modelservice.operator.analysis.Copies;
import dev.modelservice.operator.analysis.Counts;
import dev.modelservice.operator.analysis.Times;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a line says of one revision; what an older gateway does not count is absent. Of every revision in the cluster it is kept like this, and
 * made {@link Counts} only for those that are asked for.
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record Told(
        String namespace,
        String name,
        String revision,
        @Nullable Statuses requests,
        @Nullable Steps latency,
        @Nullable Steps firstByte,
        long tokensOut,
        long mirrored,
        long mirrorDifferent,
        long mirrorFailed,
        @Nullable Steps mirrorLatency,
        @Nullable Steps mirrorFirstByte) {

    private static final Statuses NONE = new Statuses(0, 0, 0, 0);

    /** Requests by their status; those whose client went away before have none. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Statuses(
            @JsonProperty("2xx") long ok,
            @JsonProperty("3xx") long redirected,
            @JsonProperty("4xx") long refused,
            @JsonProperty("5xx") long failed) {

        long answered() {
            return ok + redirected + refused + failed;
        }
    }

    Series series() {
        return new Series(namespace, name, revision);
    }

    /** Whether it has less than before: then it counts from 0 again. */
    boolean isLessThan(Told before) {
        return statuses().answered() < before.statuses().answered()
                || total(latency) < total(before.latency)
                || mirrored < before.mirrored;
    }

    Counts counts(List<Double> bounds) {
        return new Counts(
                statuses().answered(),
                statuses().failed(),
                times(latency, bounds),
                times(firstByte, bounds),
                tokensOut,
                new Copies(
                        mirrored,
                        mirrorFailed,
                        mirrorDifferent,
                        times(mirrorLatency, bounds),
                        times(mirrorFirstByte, bounds)));
    }

    private Statuses statuses() {
        return requests == null ? NONE : requests;
    }

    private static long total(@Nullable Steps steps) {
        return steps == null ? 0 : steps.total();
    }

    private static Times times(@Nullable Steps steps, List<Double> bounds) {
        return steps == null ? Times.NONE : steps.times(bounds);
    }
}
