package dev.modelservice.operator.loads;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A line as a gateway writes it.
 *
 * @param since when its process began; in the first line only, like the bounds of the histograms' steps
 * @param revisions in the first line all, and then those that changed
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record Line(
        @Nullable String since,
        @Nullable List<Double> boundsSeconds,
        @Nullable List<Told> revisions,
        @Nullable List<Series> gone) {

    List<Told> told() {
        return revisions == null ? List.of() : revisions;
    }

    List<Series> noMore() {
        return gone == null ? List.of() : gone;
    }
}
