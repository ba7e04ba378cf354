package dev.modelservice.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

/** A question to a Prometheus server. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
        value = "isURL(self.address) && self.address.matches('^https?://[^/@]+(/[^?#]*)?$')",
        message = "analysis.checks.prometheus.address: write http://HOST:PORT, without user name, query or fragment")
public record PrometheusQuery(
        @Required
        @Size(min = 1, max = 512)
        @JsonPropertyDescription("Where the Prometheus server answers, such as http://prometheus.monitoring:9090.")
        String address,

        @Required
        @Size(min = 1, max = 2048)
        @JsonPropertyDescription(
                "PromQL that gives one number. {{namespace}}, {{name}}, {{candidate}} and {{stable}} are replaced by the"
                        + " ModelService's namespace and name and by the names of the two revisions. No value, NaN or several"
                        + " values: the check is inconclusive.")
        String query) {}
