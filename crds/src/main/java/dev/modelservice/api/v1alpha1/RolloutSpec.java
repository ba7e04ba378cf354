package dev.modelservice.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a new revision takes over from the one that serves. A change makes no new revision; a rollout that runs goes on by it. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@ValidationRule(
        value = "!has(self.strategy) || self.strategy in ['Canary', 'BlueGreen', 'RollingUpdate']",
        message = "rollout.strategy: use Canary, BlueGreen or RollingUpdate")
@ValidationRule(
        value = "!has(self.steps) || !has(self.strategy) || self.strategy == 'Canary'",
        message = "rollout.steps: only Canary goes by steps; set rollout.strategy to Canary, or remove them")
@ValidationRule(
        value = "!has(self.strategy) || self.strategy != 'Canary' || (has(self.steps) && size(self.steps) > 0)",
        message = "rollout.steps: Canary needs at least one step, such as {weight: 10, holdSeconds: 60}")
@ValidationRule(
        value = "!has(self.promoteAfterSeconds) || (has(self.strategy) && self.strategy == 'BlueGreen')",
        message = "rollout.promoteAfterSeconds: only BlueGreen uses it; remove it, or use a step's holdSeconds")
@ValidationRule(
        value = "!has(self.analysis) || has(self.steps) || (has(self.strategy) && self.strategy == 'BlueGreen')",
        message = "rollout.analysis: RollingUpdate analyses nothing; give rollout.steps, or remove it")
@ValidationRule(
        value = "!has(self.analysis) || !self.analysis.checks.exists(check, check.metric == 'mirrorDifferentPercent')"
                + " || (has(self.steps) && self.steps.exists(step, has(step.mirrorPercent) && step.mirrorPercent > 0))",
        message = "rollout.steps: a check of mirrorDifferentPercent needs a step with mirrorPercent above 0")
@ValidationRule(
        value = "!has(self.analysis) || !self.analysis.checks.exists(check, check.metric == 'tokensPerSecond')"
                + " || (has(self.steps) && self.steps.exists(step, has(step.weight) && step.weight > 0))",
        message = "rollout.steps: a check of tokensPerSecond needs a step with weight above 0")
public record RolloutSpec(
        @Size(max = 32)
        @JsonPropertyDescription(
                "Canary: a share of the requests that grows by rollout.steps. BlueGreen: all pods of the new revision come"
                        + " up, can be tried at its preview address, and then get all requests at once. RollingUpdate: pod by"
                        + " pod, without judging. Absent: Canary where there are steps, and RollingUpdate otherwise.")
        @Nullable
        String strategy,

        @Size(max = 32)
        @JsonPropertyDescription(
                "Steps of a Canary, in this order; after the last one the new revision gets everything. They may be changed"
                        + " while a rollout runs: it stays at the number of the step that it is at.")
        List<CanaryStep> steps,

        @Min(0)
        @Max(604_800)
        @JsonPropertyDescription(
                "BlueGreen: seconds from when all pods of the new revision are ready until it gets the requests. Absent: it"
                        + " waits for the action promote.")
        @Nullable
        Integer promoteAfterSeconds,

        @JsonPropertyDescription(
                "What the new revision is judged by. Absent: only by whether its pods become and stay ready.")
        @Nullable
        AnalysisSpec analysis,

        @Min(0)
        @Max(50)
        @Default("10")
        @JsonPropertyDescription(
                "How many revisions are kept beside those in use, to go back to with the action undo. Default 10.")
        Integer revisionHistoryLimit,

        @Min(10)
        @Max(86_400)
        @Default("600")
        @JsonPropertyDescription(
                "Seconds within which the new revision's pods have to be ready, each time that more of them are wanted;"
                        + " otherwise it is rolled back. Default 600.")
        Integer progressDeadlineSeconds,

        @Min(0)
        @Max(604_800)
        @Default("30")
        @JsonPropertyDescription(
                "Seconds that the pods of a revision stay after it got its last request, so that one can go back at once."
                        + " Default 30.")
        Integer scaleDownDelaySeconds) {

    /** What absent components mean; equal to the schema's defaults. */
    public static final int DEFAULT_HISTORY = 10;

    public static final int DEFAULT_PROGRESS_SECONDS = 600;
    public static final int DEFAULT_SCALE_DOWN_SECONDS = 30;

    public static final String CANARY = "Canary";
    public static final String BLUE_GREEN = "BlueGreen";
    public static final String ROLLING_UPDATE = "RollingUpdate";

    /** The rollout when the user says nothing about it. */
    public static final RolloutSpec DEFAULT = new RolloutSpec(null, List.of(), null, null, null, null, null);

    public RolloutSpec(
            @Nullable String strategy,
            @Nullable List<CanaryStep> steps,
            @Nullable Integer promoteAfterSeconds,
            @Nullable AnalysisSpec analysis,
            @Nullable Integer revisionHistoryLimit,
            @Nullable Integer progressDeadlineSeconds,
            @Nullable Integer scaleDownDelaySeconds) {
        this.strategy = strategy;
        this.steps = steps == null ? List.of() : List.copyOf(steps);
        this.promoteAfterSeconds = promoteAfterSeconds;
        this.analysis = analysis;
        this.revisionHistoryLimit = revisionHistoryLimit == null ? DEFAULT_HISTORY : revisionHistoryLimit;
        this.progressDeadlineSeconds =
                progressDeadlineSeconds == null ? DEFAULT_PROGRESS_SECONDS : progressDeadlineSeconds;
        this.scaleDownDelaySeconds = scaleDownDelaySeconds == null ? DEFAULT_SCALE_DOWN_SECONDS : scaleDownDelaySeconds;
    }

    /** The strategy, where the user names none the one that the steps ask for. */
    public String strategyOrDefault() {
        if (strategy != null) {
            return strategy;
        }
        return steps.isEmpty() ? ROLLING_UPDATE : CANARY;
    }
}
