package dev.modelservice.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a new revision is judged by, and how often. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@ValidationRule(
        value = "has(self.golden) || !self.checks.exists(check, check.metric.startsWith('golden'))",
        message = "analysis.golden: a check of goldenAccuracy or goldenSimilarity needs the golden set; name it there")
@ValidationRule(
        value = "!has(self.golden) || self.checks.exists(check, check.metric.startsWith('golden'))",
        message =
                "analysis.checks: say what the golden set has to reach, such as {metric: goldenAccuracy, min: \"0.98\"}")
public record AnalysisSpec(
        @Min(1)
        @Max(3600)
        @Default("10")
        @JsonPropertyDescription("Seconds between two looks at the measures. Default 10.")
        Integer intervalSeconds,

        @Min(1)
        @Max(1_000_000)
        @Default("50")
        @JsonPropertyDescription(
                "Requests of the new revision below which nothing is judged; a check of a ratio needs as many of the one that"
                        + " serves. Default 50.")
        Integer minRequests,

        @Min(0)
        @Max(100)
        @Default("0")
        @JsonPropertyDescription("Failed verdicts that are forgiven in a rollout; one more rolls back. Default 0.")
        Integer failureLimit,

        @Min(10)
        @Max(604_800)
        @Default("3600")
        @JsonPropertyDescription(
                "Seconds that a step may go on without a verdict, for want of requests or of data; then the rollout pauses until"
                        + " somebody acts. Default 3600.")
        Integer inconclusiveDeadlineSeconds,

        @Required @Size(min = 1, max = 16) @JsonPropertyDescription("All of them have to pass.")
        List<AnalysisCheck> checks,

        @JsonPropertyDescription(
                "Requests with known answers. They are sent to the new revision before it gets any other request, and again"
                        + " before it gets all of them.")
        @Nullable
        GoldenSet golden) {

    /** What absent components mean; equal to the schema's defaults. */
    public static final int DEFAULT_INTERVAL_SECONDS = 10;

    public static final int DEFAULT_MIN_REQUESTS = 50;
    public static final int DEFAULT_FAILURE_LIMIT = 0;
    public static final int DEFAULT_INCONCLUSIVE_SECONDS = 3600;

    public AnalysisSpec(
            @Nullable Integer intervalSeconds,
            @Nullable Integer minRequests,
            @Nullable Integer failureLimit,
            @Nullable Integer inconclusiveDeadlineSeconds,
            @Nullable List<AnalysisCheck> checks,
            @Nullable GoldenSet golden) {
        this.intervalSeconds = intervalSeconds == null ? DEFAULT_INTERVAL_SECONDS : intervalSeconds;
        this.minRequests = minRequests == null ? DEFAULT_MIN_REQUESTS : minRequests;
        this.failureLimit = failureLimit == null ? DEFAULT_FAILURE_LIMIT : failureLimit;
        this.inconclusiveDeadlineSeconds =
                inconclusiveDeadlineSeconds == null ? DEFAULT_INCONCLUSIVE_SECONDS : inconclusiveDeadlineSeconds;
        this.checks = checks == null ? List.of() : List.copyOf(checks);
        this.golden = golden;
    }
}
