package dev.modelservice.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** One thing that a new revision is judged by: a measure, and what it has to keep within. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
        value = "self.metric in ['errorPercent', 'latencyP50Millis', 'latencyP90Millis', 'latencyP95Millis',"
                + " 'latencyP99Millis', 'timeToFirstTokenP50Millis', 'timeToFirstTokenP95Millis', 'timeToFirstTokenP99Millis',"
                + " 'tokensPerSecond', 'mirrorDifferentPercent', 'goldenAccuracy', 'goldenSimilarity', 'prometheus']",
        message =
                "analysis.checks.metric: use errorPercent, latencyP50Millis (P90, P95, P99), timeToFirstTokenP50Millis"
                        + " (P95, P99), tokensPerSecond, mirrorDifferentPercent, goldenAccuracy, goldenSimilarity or prometheus")
@ValidationRule(
        value = "has(self.max) || has(self.min) || has(self.maxRatioToStable) || has(self.minRatioToStable)",
        message = "analysis.checks: give a bound: max, min, maxRatioToStable or minRatioToStable")
@ValidationRule(
        value = "(!has(self.max) || self.max.matches('^[0-9]{1,12}([.][0-9]{1,6})?$'))"
                + " && (!has(self.min) || self.min.matches('^[0-9]{1,12}([.][0-9]{1,6})?$'))"
                + " && (!has(self.maxRatioToStable) || self.maxRatioToStable.matches('^[0-9]{1,12}([.][0-9]{1,6})?$'))"
                + " && (!has(self.minRatioToStable) || self.minRatioToStable.matches('^[0-9]{1,12}([.][0-9]{1,6})?$'))",
        message = "analysis.checks: write bounds as decimal numbers in quotes, such as \"1.5\"")
@ValidationRule(
        value = "self.metric == 'prometheus' || self.metric == 'tokensPerSecond' || self.metric.startsWith('golden')"
                + " || (!has(self.min) && !has(self.minRatioToStable))",
        message = "analysis.checks: errors, times and differences are bounded above; use max or maxRatioToStable")
@ValidationRule(
        value = "!(self.metric.startsWith('golden') || self.metric == 'tokensPerSecond')"
                + " || (!has(self.max) && !has(self.maxRatioToStable))",
        message = "analysis.checks: accuracy, similarity and tokens per second are bounded below; use min")
@ValidationRule(
        value = "!(self.metric.startsWith('golden') || self.metric.startsWith('mirror') || self.metric == 'prometheus')"
                + " || (!has(self.maxRatioToStable) && !has(self.minRatioToStable))",
        message = "analysis.checks: the revision that serves is not measured by this; use max or min")
@ValidationRule(
        value = "(self.metric == 'prometheus') == has(self.prometheus)",
        message = "analysis.checks.prometheus: give the query with metric prometheus, and only there")
public record AnalysisCheck(
        @Required
        @Size(min = 1, max = 40)
        @JsonPropertyDescription(
                "What is measured, at the gateway: errorPercent (answers 5xx of 100 requests), latencyP50Millis and P90, P95,"
                        + " P99, timeToFirstTokenP50Millis and P95, P99, tokensPerSecond (of one stream), mirrorDifferentPercent"
                        + " (copies answered with another status than the original, of 100). With analysis.golden: goldenAccuracy"
                        + " (share of answers as expected) and goldenSimilarity (smallest cosine similarity), both 0 to 1."
                        + " prometheus: what a query says.")
        String metric,

        @Size(max = 20) @JsonPropertyDescription("What it may be at most, a decimal number in quotes.") @Nullable
        String max,

        @Size(max = 20) @JsonPropertyDescription("What it has to be at least, a decimal number in quotes.") @Nullable
        String min,

        @Size(max = 20)
        @JsonPropertyDescription(
                "How many times the value of the revision that serves, of the same time, it may be at most; a decimal number in"
                        + " quotes.")
        @Nullable
        String maxRatioToStable,

        @Size(max = 20)
        @JsonPropertyDescription(
                "How many times the value of the revision that serves, of the same time, it has to be at least; a decimal number"
                        + " in quotes.")
        @Nullable
        String minRatioToStable,

        @JsonPropertyDescription("The query, with metric prometheus.") @Nullable
        PrometheusQuery prometheus) {}
