package dev.modelservice.operator.analysis;

import dev.modelservice.api.v1alpha1.PrometheusQuery;
import java.util.Map;
import java.util.Optional;

/**
 * What is known beside the gateway's counts.
 *
 * @param queries the last results, by the query as the ModelService has it
 * @param golden of the candidate; empty: the set has not been asked yet
 */
public record Evidence(Map<PrometheusQuery, QueryResult> queries, Optional<GoldenResult> golden) {

    public static final Evidence NONE = new Evidence(Map.of(), Optional.empty());

    public Evidence {
        queries = Map.copyOf(queries);
    }
}
