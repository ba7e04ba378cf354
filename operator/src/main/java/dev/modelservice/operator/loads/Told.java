package dev.modelservice.operator.loads;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.modelservice.operator.analysis.Copies;
import dev.modelservice.operator.analysis.Counts;
import dev.modelservice.operator.analysis.Times;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a line says of one revision; what an older gateway does not count is absent. */
@JsonIgnoreProperties(ignoreUnknown = true)
record Told(
        String namespace,
        String name,
        String revision,
        @Nullable Map<String, Long> requests,
        @Nullable Steps latency,
        @Nullable Steps firstByte,
        long tokensOut,
        long mirrored,
        long mirrorDifferent,
        long mirrorFailed,
        @Nullable Steps mirrorLatency,
        @Nullable Steps mirrorFirstByte) {

    private static final String FAILED = "5xx";
    private static final String ABANDONED = "abandoned";

    /** A histogram; steps that are left out at the end have 0. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Steps(@Nullable List<Long> counts, double sumSeconds) {

        Times times(List<Double> bounds) {
            var all = new ArrayList<>(counts == null ? List.<Long>of() : counts);
            while (all.size() <= bounds.size()) {
                all.add(0L);
            }
            return new Times(bounds, all, sumSeconds);
        }
    }

    Series series() {
        return new Series(namespace, name, revision);
    }

    Counts counts(List<Double> bounds) {
        var byStatus = requests == null ? Map.<String, Long>of() : requests;
        long all = byStatus.values().stream().mapToLong(Long::longValue).sum();
        return new Counts(
                all - byStatus.getOrDefault(ABANDONED, 0L),
                byStatus.getOrDefault(FAILED, 0L),
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

    private static Times times(@Nullable Steps steps, List<Double> bounds) {
        return steps == null ? Times.NONE : steps.times(bounds);
    }
}
