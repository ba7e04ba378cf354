package dev.modelservice.operator.loads;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.modelservice.operator.analysis.Times;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** A histogram as a line has it: steps that are left out at the end have 0. */
@JsonIgnoreProperties(ignoreUnknown = true)
final class Steps {

    private static final long[] NONE = {};

    private final long[] counts;
    private final double sumSeconds;

    @JsonCreator
    Steps(@JsonProperty("counts") long @Nullable [] counts, @JsonProperty("sumSeconds") double sumSeconds) {
        this.counts = counts == null ? NONE : counts;
        this.sumSeconds = sumSeconds;
    }

    long total() {
        return LongStream.of(counts).sum();
    }

    /** A line whose steps do not fit its bounds is none of ours; what is beyond them has no end. */
    Times times(List<Double> bounds) {
        long known = 0;
        for (int step = 0; step < Math.min(counts.length, bounds.size()); step++) {
            known += counts[step];
        }
        long beyond = total() - known;
        var all = IntStream.rangeClosed(0, bounds.size())
                .mapToObj(step -> step == bounds.size() ? beyond : step < counts.length ? counts[step] : 0L)
                .toList();
        return new Times(bounds, all, sumSeconds);
    }
}
