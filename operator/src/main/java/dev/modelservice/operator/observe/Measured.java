package dev.modelservice.operator.observe;

import dev.modelservice.api.v1alpha1.PrometheusQuery;
import dev.modelservice.operator.analysis.QueryResult;
import dev.modelservice.operator.analysis.Window;
import java.util.Map;

/**
 * What was measured of a candidate and of the stable revision beside it since the step of the rollout holds.
 *
 * @param queries the last results of the analysis's queries
 */
public record Measured(Window window, Map<PrometheusQuery, QueryResult> queries) {

    public Measured {
        queries = Map.copyOf(queries);
    }
}
